"""How well pages are read: python -m bench.reading [-v]. Prints one row for each page and the totals.

Pages: the invented ones in news/tests/pages with their expected results, and, where present, the real ones in
../shared/pages with what ../shared/facts/articles.yaml says of them (headlines, reporters, dates and regions only).
With -v every deviation is printed.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parent.parent
OWN = PROJECT / "news" / "tests" / "pages"
SHARED = PROJECT.parent / "shared"
COLUMNS = (
    "items", "kind", "headline", "reporter", "boundary", "joins", "dates", "regions", "corrections", "figures",
)  # fmt: skip
COUNTED_FIGURES = {"count", "money", "percent", "multiple"}


@dataclass
class Score:
    """For each column: right of so many; ``extra`` counts what was found and should not have been."""

    right: Counter = field(default_factory=Counter)
    total: Counter = field(default_factory=Counter)
    extra: Counter = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0

    def check(self, column: str, is_right: bool, note: object = "") -> None:
        self.total[column] += 1
        self.right[column] += bool(is_right)
        if not is_right:
            self.notes.append(f"{column}: {note}")

    def add(self, other: Score) -> None:
        self.right += other.right
        self.total += other.total
        self.extra += other.extra
        self.seconds += other.seconds


def main() -> None:
    verbose = "-v" in sys.argv[1:]
    known = catalogue_knowledge()
    warm_up()
    totals = Score()
    print(f"{'page':28}" + "".join(f"{column:>12}" for column in COLUMNS) + f"{'seconds':>9}")
    for path, expected in pages():
        score = measure(path, expected, known)
        totals.add(score)
        print_row(path.stem, score)
        if verbose:
            print("".join(f"    {note}\n" for note in score.notes), end="")
    print_row("total", totals)


def catalogue_knowledge():
    """Regions and names from the database; without it the columns that need them stay empty."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from news.reading.catalogue import knowledge
    from news.reading.results import Knowledge

    try:
        return knowledge()
    except DatabaseError:
        print("no database: regions are not measured", file=sys.stderr)
        return Knowledge()


def warm_up() -> None:
    from news.reading.korean import analyse

    started = time.perf_counter()
    analyse("지면을 읽습니다.")
    print(f"analyser loaded in {time.perf_counter() - started:.1f} s")


def pages():
    for path in sorted(OWN.glob("*.yaml")):
        page = next(other for other in OWN.glob(f"{path.stem}.*") if other.suffix != ".yaml")
        yield page, yaml.safe_load(path.read_text("utf-8"))
    facts = SHARED / "facts" / "articles.yaml"
    if facts.exists():
        listed = yaml.safe_load(facts.read_text("utf-8"))
        for page in sorted((SHARED / "pages").glob("*.txt")):
            yield page, expected_of_facts(page, listed)


def expected_of_facts(page: Path, listed: dict) -> dict:
    """Only what the list states; a date that it takes from outside the page is right if nothing contradicts it."""
    articles = [article for article in listed["articles"] if article["page"] == page.stem]
    items = [
        {
            "kind": article.get("kind", "article"),
            "headline": article["title"],
            "reporter": article.get("reporter"),
            "regions": article["regions"],
        }
        for article in articles
    ]
    day = next((article["published_on"] for article in articles), None)
    return {"published_on": str(day) if day else None, "is_partial_list": True, "items": items}


def measure(path: Path, expected: dict, known) -> Score:
    from news.reading.names import KnownNames
    from news.reading.page import read_page

    if "known_names" in expected:
        known = replace(known, names=KnownNames(expected["known_names"]))
    score = Score()
    started = time.perf_counter()
    reading = read_page(path.read_bytes(), name=path.name, knowledge=known)
    score.seconds = time.perf_counter() - started
    check_date(score, reading, expected)
    left = list(reading.items)
    for item in expected["items"]:
        found = match(item, left)
        score.check("items", found is not None, item["headline"])
        if found is not None:
            left.remove(found)
            check_item(
                score, item, found, reading.source, has_regions=known.find_regions is not None
            )
    if not expected.get("is_partial_list"):
        score.extra["items"] += len(left)
        score.notes += [f"extra item: {item.kind} {item.headline}" for item in left]
    return score


def check_date(score: Score, reading, expected: dict) -> None:
    """Where the list has no date, a month without a year is as much as a page can say."""
    found, wanted = reading.published_on, expected["published_on"]
    is_right = found == wanted or (
        bool(expected.get("is_partial_list"))
        and wanted is None
        and (found is None or found.startswith("XXXX"))
    )
    score.check("dates", is_right, f"{found} for {wanted}: {reading.date_reason}")


def match(item: dict, left: list):
    same = [found for found in left if squeezed(found.headline) == squeezed(item["headline"])]
    near = [found for found in left if item.get("text") and overlap(item["text"], found.text) > 0.5]
    unnamed = [found for found in left if item["headline"] is None and found.kind == item["kind"]]
    return next(iter([*(same if item["headline"] else []), *near, *unnamed]), None)


def overlap(one: str, other: str) -> float:
    ours, theirs = set(one.split()), set(other.split())
    return len(ours & theirs) / max(1, len(ours))


def squeezed(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def check_item(score: Score, item: dict, found, source: str, *, has_regions: bool) -> None:
    name = item["headline"]
    score.check("kind", found.kind == item["kind"], f"{name}: {found.kind}")
    if item["headline"] or item["kind"] in ("article", "photo"):
        is_same = (found.headline or "") == (item["headline"] or "") and list(
            found.deck
        ) == item.get("deck", list(found.deck))
        score.check("headline", is_same, f"{name}: {found.headline} {found.deck}")
        score.check("reporter", found.reporter == item.get("reporter"), f"{name}: {found.reporter}")
    if item.get("text"):
        check_text(score, name, item["text"], found, source)
    if has_regions and (item["regions"] or item["kind"] == "article"):
        codes = [region.code for region in found.regions]
        score.check("regions", sorted(codes) == sorted(item["regions"]), f"{name}: {codes}")
    check_corrections(score, item, found)
    check_figures(score, item, found)


def check_text(score: Score, name: str, wanted: str, found, source: str) -> None:
    is_whole = squeezed(found.text) == squeezed(wanted)
    score.check("boundary", is_whole, f"{name}: {found.text[:60]}…{found.text[-60:]}")
    if not is_whole:
        return
    spaced, breaks = spaces(wanted), printed_breaks(source, found)
    got = spaces(found.text)
    for place in sorted(breaks - spaces(wanted, only="\n")):
        context = squeezed(wanted)[max(0, place - 6) : place + 6]
        score.check("joins", (place in got) == (place in spaced), f"{name}: …{context}…")


def spaces(text: str, only: str = "") -> set[int]:
    """Before which letter (spaces not counted) there is a space."""
    places, letters = set(), 0
    for char in text:
        if char.isspace():
            if not only or char == only:
                places.add(letters)
        else:
            letters += 1
    return places


def printed_breaks(source: str, found) -> set[int]:
    """Before which letters of the item's text the page has a line break."""
    letters, breaks = "", set()
    for start, end in found.ranges:
        for line in source[start:end].splitlines():
            breaks.add(len(letters))
            letters += squeezed(line)
    text = squeezed(found.text)
    places = set()
    for match in SequenceMatcher(None, letters, text, autojunk=False).get_matching_blocks():
        places |= {
            place - match.a + match.b for place in breaks if match.a <= place < match.a + match.size
        }
    return {place for place in places if 0 < place < len(text)}


def check_corrections(score: Score, item: dict, found) -> None:
    got = {(one.as_printed, one.suggested) for one in found.corrections}
    wanted = {(one["as_printed"], one["suggested"]) for one in item.get("corrections", [])}
    for one in wanted:
        score.check("corrections", one in got, one)
    score.extra["corrections"] += len(got - wanted)
    score.notes += [f"extra correction: {one}" for one in got - wanted]


def check_figures(score: Score, item: dict, found) -> None:
    from news.reading.figures import find

    if "figures" not in item:
        return
    texts = [figure.text for figure in find(found.text) if figure.kind in COUNTED_FIGURES]
    for wanted in item["figures"]:
        score.check(
            "figures", any(wanted in text for text in texts), f"{item['headline']}: {wanted}"
        )
    wrong = [text for text in texts if not any(wanted in text for wanted in item["figures"])]
    score.extra["figures"] += len(wrong)
    score.notes += [f"extra figure: {text}" for text in wrong]


def print_row(name: str, score: Score) -> None:
    print(
        f"{name[:27]:28}"
        + "".join(f"{cell(score, column):>12}" for column in COLUMNS)
        + f"{score.seconds:9.2f}"
    )


def cell(score: Score, column: str) -> str:
    if not score.total[column] and not score.extra[column]:
        return "–"
    extra = f" +{score.extra[column]}" if score.extra[column] else ""
    return f"{score.right[column]}/{score.total[column]}{extra}"


if __name__ == "__main__":
    main()
