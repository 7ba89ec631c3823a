"""Names that the catalogue knows, found even where the scan misread a letter. Offered, never applied.

Syllables are compared by their letters (jamo): 어 and 아 differ in one of two, 서 and 광 in all. A name is offered only
where exactly one letter differs, the name is long enough for that to be no chance, and the printed form is not itself
a known name or a word of the language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from news.reading.korean import tokens

_WORD = re.compile(r"[가-힣0-9A-Za-z·]+")
_HANGUL = re.compile(r"[가-힣]")
# Shorter names lie one letter apart from too many other words (동구 and 중구, 북구 and 부구).
SHORTEST = 5
_PARTICLE = re.compile(
    r"(?:으로부터|에서[는도]|으로[는도]|에게는|이?라[고는]|에서|에게|으로|까지|부터|이나|이며|[과와]의|에[는도]|[은는이가을를의에와과도로만측])$"
)


@dataclass(frozen=True, slots=True)
class Correction:
    as_printed: str
    suggested: str
    why: str


class KnownNames:
    """Names to look for. Each name's words of ``SHORTEST`` syllables and more count by themselves too."""

    def __init__(self, names: Iterable[str] = ()):
        cleaned = {" ".join(_WORD.findall(unicodedata.normalize("NFC", name))) for name in names}
        self.words = {word for name in cleaned for word in name.split()}
        self._by_letters: dict[int, list[tuple[str, str]]] = {}
        for word in sorted(word for word in self.words if len(_HANGUL.findall(word)) >= SHORTEST):
            for form in {word, *_tails(word)}:
                self._by_letters.setdefault(len(form), []).append((form, letters(form)))

    def corrections(self, text: str) -> list[Correction]:
        found: dict[str, Correction] = {}
        for word in _WORD.findall(text):
            for printed in _stems(word):
                name = self._near(printed)
                if name and printed not in found:
                    found[printed] = Correction(printed, name, _why(printed, name))
                    break
        return list(found.values())

    def _near(self, printed: str) -> str | None:
        """The one known name that is a single letter away."""
        if len(printed) < SHORTEST or any(printed in word for word in self.words):
            return None
        ours = letters(printed)
        near = {
            name
            for name, theirs in self._by_letters.get(len(printed), ())
            if Levenshtein.distance(ours, theirs, score_cutoff=1) == 1
            and _differ_in_hangul(printed, name)
        }
        return near.pop() if len(near) == 1 and not _is_ordinary(printed, *near) else None


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """Hangul syllables as their letters."""
    return unicodedata.normalize("NFD", text)


def _tails(word: str) -> set[str]:
    """한국농아인협회 is printed 농아인협회 too: the name without the country's or a province's name before it."""
    return (
        {word[2:]}
        if word.startswith(("한국", "대한", "전국")) and len(word) >= SHORTEST + 2
        else set()
    )


def _stems(word: str) -> list[str]:
    """The word as printed, and without a particle."""
    stem = _PARTICLE.sub("", word)
    return [word, stem] if SHORTEST <= len(stem) < len(word) else [word]


def _differ_in_hangul(printed: str, name: str) -> bool:
    differing = [(a, b) for a, b in zip(printed, name, strict=True) if a != b]
    return len(differing) == 1 and all(_HANGUL.match(char) for char in differing[0])


def _is_ordinary(printed: str, name: str) -> bool:
    """The differing syllable stands in a word that the dictionary knows (수원시청 is no misread 수완시청)."""
    place = next(i for i, (a, b) in enumerate(zip(printed, name, strict=True)) if a != b)
    token = next((t for t in tokens(printed) if t.start <= place < t.start + t.len), None)
    return token is not None and token.len >= 2 and not token.oov and token.tag == "NNP"


def _why(printed: str, name: str) -> str:
    place = next(i for i, (a, b) in enumerate(zip(printed, name, strict=True)) if a != b)
    change = f"‘{printed[place]}’ → ‘{name[place]}’"
    return f"{change}: 등록된 이름 ‘{name}’에서 자모 하나만 다릅니다. 잘못 읽은 글자일 수 있습니다."
