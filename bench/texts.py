"""How the time for a text grows with its length: python -m bench.texts. Ends with 1 where it grows faster.

Each row reads a text and one eight times as long, made of whatever is likeliest to run away in a pattern or a
comparison. Linear growth is 8, quadratic would be 64.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from news.reading.figures import find as find_figures
from programs.comparing import text_difference
from regions.resolve import find as find_regions
from regions.tests.geography import fixture_atlas

SHORT, TIMES, MOST = 4_000, 8, 30
# Below this the clock says more about the machine than about the text.
NOISE = 0.1
FIGURES = [
    "1", "1,", "1.", "1명 ", "1만", "1 만 ", "한 ", "한두", "수십", "만", "일이삼", "a", "a@", "a1", "5~", "5명~",
    "11월19일", "2024. ", "1:", "1-", "062-", "매주 월·", "올해 ", "5개 가나다라 ", "1천1백1십", "여 ", "제1", "012-34-",
    "3분의 ", "$1", "최대 ", "하루 평균 ", "https://", ".", "(", "1인당 ", "코로나", "건의 ", "가", "\n", "~",
]  # fmt: skip


def main() -> int:
    print(f"{'what':34}{'short, ms':>12}{'8 times, ms':>13}{'growth':>9}")
    return 1 if sum([not grows_with_its_length(*each) for each in readers()]) else 0


def readers() -> Iterator[tuple[str, Callable[[str], object], str]]:
    for unit in FIGURES:
        yield f"figures in {unit!r}", find_figures, unit
    atlas = fixture_atlas()
    for name, unit in (("prose", "가나다라 마바사 아자차카 타파하. "), ("names", _names(atlas))):
        yield f"regions in {name}", lambda text: find_regions(atlas, text), unit
    yield "difference of words in disorder", _in_disorder, "가 나 다 라 마 바 사 "


def _names(atlas) -> str:
    return " ".join(name.text for name in atlas.names)[:SHORT]


def _in_disorder(text: str) -> None:
    words = [f"{word}{at}" for at, word in enumerate(text.split())]
    text_difference(" ".join(words), " ".join(reversed(words)))


def grows_with_its_length(name: str, read: Callable[[str], object], unit: str) -> bool:
    short = unit * max(1, SHORT // len(unit))
    took = min(_seconds(read, short) for _ in range(3))
    took_long = _seconds(read, short * TIMES)
    is_right = took_long < max(MOST * took, NOISE)
    mark = "" if is_right else "  too much"
    print(f"{name:34}{took * 1e3:12.2f}{took_long * 1e3:13.2f}{took_long / took:9.1f}{mark}")
    return is_right


def _seconds(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
