"""The catalogue's files against the fact sheet they are written from, where that lies beside us.

The sheet and the pages are not part of the project: without them these tests are skipped.
"""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from news.dates import PartialDate
from programs.tests.catalogue_reader import (
    ARTICLE_OF,
    ARTICLES,
    ORGANIZATION_OF,
    ORGANIZATIONS,
    PROGRAM_OF,
    PROGRAMS,
    PUBLISHERS,
    ROOT,
    TERM_SLUGS,
    TERMS,
    cited,
    statements,
    texts,
)

SHARED = ROOT.parent / "shared"


def shared(path: str) -> Path:
    if not (SHARED / path).exists():
        pytest.skip(f"the material beside the project is not here: ../shared/{path}")
    return SHARED / path


@pytest.fixture(scope="module")
def sheet_articles() -> dict:
    return yaml.safe_load(shared("facts/articles.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def keys(sheet_articles) -> dict[str, str]:
    """The sheet's article id → our key, joined by the headline."""
    ours = {article["headline"]: article["key"] for article in ARTICLES}
    return {entry["id"]: ours[entry["title"]] for entry in sheet_articles["articles"]}


@pytest.fixture(scope="module")
def sheet_programs() -> list[dict]:
    """All programs of the sheet, parts after their parents with what they inherit."""
    programs = yaml.safe_load(shared("facts/programs.yaml").read_text(encoding="utf-8"))
    found = []
    for program in programs:
        found.append(program)
        inherited = {
            key: program[key]
            for key in ("region", "provider", "category", "cites")
            if key in program
        }
        found += [
            {**inherited, **part, "parent": program["id"]} for part in program.get("parts", [])
        ]
    return found


def edtf(value: object) -> str:
    return {"a March, year not printed": "XXXX-03", "2017 to 2019": "2019"}.get(
        str(value), str(value)
    )


def test_every_article_of_the_sheet_is_here_as_the_sheet_has_it(sheet_articles, keys):
    assert len(ARTICLES) == len(sheet_articles["articles"])
    for entry in sheet_articles["articles"]:
        ours = ARTICLE_OF[keys[entry["id"]]]
        printed = entry.get("reporter", "").startswith("as printed ")
        assert ours["publisher"] == entry["publisher"]
        assert ours["page"] == entry["page"]
        assert ours["regions"] == entry["regions"]
        assert ours["kind"] == entry.get("kind", "news")
        assert ours.get("reporter", "") == entry.get("reporter", "").removeprefix("as printed ")
        assert ours.get("reporter_as_printed", False) == printed
        if entry["published_on"]:
            assert ours["date"] == str(entry["published_on"])
        else:
            assert PartialDate.parse(ours.get("date", "XXXX-08")).year is None


def test_publishers_are_those_of_the_sheet(sheet_articles):
    ours = {entry["slug"]: (entry.get("name"), entry.get("domain")) for entry in PUBLISHERS}
    assert ours == {
        entry["id"]: (entry["name"], entry.get("domain")) for entry in sheet_articles["publishers"]
    }


def test_every_program_of_the_sheet_is_here_with_its_groups(sheet_programs):
    assert {entry["id"] for entry in sheet_programs} == set(PROGRAM_OF)
    for entry in sheet_programs:
        ours = PROGRAM_OF[entry["id"]]
        areas = entry.get("regions_served") or [entry["region"]]
        phase = "pilot" if entry.get("pilot") else "planned" if entry.get("planned") else "regular"
        assert ours["name"] == entry["name"]
        assert ours["service_areas"] == areas
        assert ours["themes"] == [entry["category"]]
        assert set(ours["audiences"]) & TERM_SLUGS["audience"] == set(entry["audience"])
        assert set(entry.get("benefit", ours["benefits"])) == set(ours["benefits"])
        assert ours.get("parent") == entry.get("parent")
        assert ours.get("phase", "regular") == phase


def test_everyone_who_provides_or_takes_part_is_named(sheet_programs):
    for entry in sheet_programs:
        named = {
            ORGANIZATION_OF[row["organization"]]["name"]: row
            for row in PROGRAM_OF[entry["id"]]["involvements"]
        }
        provider = entry["provider"].split(" (")[0]
        if provider == "자치구":
            assert {
                f"광주광역시 {district}" for district in ("동구", "서구", "남구", "북구", "광산구")
            } <= set(named)
        else:
            assert named[provider]["role"] == "provider"
        for partner in entry.get("partners", []):
            partner = {"name": partner} if isinstance(partner, str) else partner
            assert named[partner["name"]].get("as_printed") == partner.get("as_printed")


def test_places_keep_both_spellings_and_the_reason(sheet_programs):
    for entry in (entry for entry in sheet_programs if "place" in entry):
        place, ours = (
            entry["place"],
            {row["name"]: row for row in PROGRAM_OF[entry["id"]]["locations"]},
        )
        row = ours[place["name"]]
        assert row.get("as_printed") == place.get("as_printed")
        assert ("why" in row) >= ("as_printed" in place)
        assert row["region"] == place.get("region", row["region"])
        assert place.get("part", "") in row.get("description", "")


def test_periods_are_as_precise_as_the_sheet_and_no_more(sheet_programs):
    for entry in sheet_programs:
        ours = [
            (row.get("valid_from"), row.get("valid_to"))
            for row in PROGRAM_OF[entry["id"]].get("schedules", [])
        ]
        period = entry.get("period", {})
        if "start" in period or "end" in period:
            expected = tuple(
                edtf(period[name]) if name in period else None for name in ("start", "end")
            )
            assert ours == [expected], entry["id"]
        else:
            assert len(ours) == ("schedule" in period or "runs" in entry), entry["id"]


def test_runs_are_rounds_with_their_places_and_periods(sheet_programs):
    (entry,) = (entry for entry in sheet_programs if "runs" in entry)
    rounds = PROGRAM_OF[entry["id"]]["rounds"]

    assert [row.get("year") for row in rounds] == [run["year"] for run in entry["runs"]]
    assert [row["places"] for row in rounds] == [run["where"] for run in entry["runs"]]
    assert [(row.get("valid_from"), row.get("valid_to")) for row in rounds] == [
        (None, None),
        ("2024-03-24", "2024-03-30"),
        ("XXXX-XX-10", "XXXX-XX-16"),
    ]


KINDS = {"outcome": "result", "output": "result", "target": "target", "minimum": "obligation"}
UNITS = {
    "case": "cases",
    "local governments": "local-governments",
    "percent of households": "percent",
}


def value_of(fact: dict) -> tuple:
    """A sheet fact as (number, number_max, unit, date), the same shape as ``value_here``."""
    value, unit = fact["value"], fact.get("unit")
    if unit in {"date", "yearly date", "year"} or fact.get("precision"):
        date = f"XXXX-{value}" if unit == "yearly date" else str(value)
        return None, None, None, date
    low, high = (value["min"], value["max"]) if isinstance(value, dict) else (value, None)
    return low, high, UNITS.get(unit, unit), None


def value_here(fact: dict) -> tuple:
    return tuple(fact.get(name) for name in ("number", "number_max", "unit", "date"))


def matches(ours: dict, fact: dict, keys: dict[str, str], round_year: object) -> bool:
    return (
        value_here(ours) == value_of(fact)
        and ours["cites"] == [keys[article] for article in fact["cites"]]
        and ours.get("is_approximate", False) == fact.get("approx", False)
        and ours.get("as_of") == (edtf(fact["as_of"]) if "as_of" in fact else None)
        and ours.get("according_to") == fact.get("according_to")
        and (ours["kind"] == KINDS[fact["kind"]] if "kind" in fact else True)
        and ("round" in ours) == (round_year is not False)
        and (not round_year or ours["round"] == str(round_year))
    )


def sheet_facts(entry: dict) -> list[tuple[dict, object]]:
    """(fact, year of its run): None where the year is not printed, False outside runs."""
    in_runs = [(fact, run["year"]) for run in entry.get("runs", []) for fact in run["facts"]]
    return [(fact, False) for fact in entry.get("facts", [])] + in_runs


def test_every_figure_of_the_sheet_is_a_fact_with_its_source_and_no_other_figure_is(
    sheet_programs, keys
):
    spare = {}
    for entry in sheet_programs:
        left = [fact for fact in PROGRAM_OF[entry["id"]]["facts"] if "text" not in fact]
        for fact, year in sheet_facts(entry):
            if fact["value"] is None:
                assert PROGRAM_OF[entry["id"]]["unknowns"], fact
            elif not isinstance(fact["value"], bool | list):
                found = next((ours for ours in left if matches(ours, fact, keys, year)), None)
                assert found, (entry["id"], fact)
                left.remove(found)
        spare |= {fact["label"]: fact["number"] for fact in left}

    # The sheet has these four inside another value: the missions by destination, and the air fare.
    assert spare == {
        "missions-asia-oceania": 7,
        "missions-eastern-europe-russia": 3,
        "missions-americas": 1,
        "air-fare-share": 50,
    }


def test_lists_of_the_sheet_are_kept_whole(sheet_programs):
    for entry in sheet_programs:
        lists = [
            fact["value"] for fact, _year in sheet_facts(entry) if isinstance(fact["value"], list)
        ]
        lists += [
            entry[name] for name in ("benefits_listed", "obligations", "contents") if name in entry
        ]
        counts = [
            len(fact["text"].split(" · "))
            for fact in PROGRAM_OF[entry["id"]]["facts"]
            if "text" in fact
        ]
        assert not Counter(map(len, lists)) - Counter(counts), entry["id"]


def test_yes_or_no_facts_of_the_sheet_are_told_in_words(sheet_programs):
    for entry in sheet_programs:
        told = [fact for fact in PROGRAM_OF[entry["id"]]["facts"] if fact["kind"] == "text"]
        assert len(told) >= sum(fact["value"] is True for fact, _year in sheet_facts(entry)), entry[
            "id"
        ]


def test_every_article_that_the_sheet_cites_for_a_program_is_cited_here(sheet_programs, keys):
    for entry in sheet_programs:
        stated = {
            article for fact, _year in sheet_facts(entry) for article in fact.get("cites", [])
        }
        stated |= set(entry.get("cites", []))
        assert cited(PROGRAM_OF[entry["id"]]) == {keys[article] for article in stated}, entry["id"]


def test_regions_are_known(sheet_articles):
    known = {
        line.split(",")[0]
        for line in shared("regions/regions.csv").read_text(encoding="utf-8").splitlines()
    }
    used = {code for article in ARTICLES for code in article["regions"]}
    used |= {organization["region"] for organization in ORGANIZATIONS if "region" in organization}
    used |= {code for program in PROGRAMS for code in program["service_areas"]}
    used |= {
        row["region"] for program in PROGRAMS for row in statements(program) if "region" in row
    }
    assert used <= known


def test_no_sentence_of_the_pages_is_copied():
    """18 letters in a row (25 with spaces), apart from names, headlines and words as printed."""
    run = 18
    names = [entry["name"] for entry in PROGRAMS + ORGANIZATIONS] + [
        article["headline"] for article in ARTICLES
    ]
    printed = set()
    for page in shared("pages").glob("*.txt"):
        letters = "".join(page.read_text(encoding="utf-8").split())
        printed |= {letters[at : at + run] for at in range(len(letters) - run + 1)}

    for text in texts(
        [ARTICLES, ORGANIZATIONS, TERMS, PROGRAMS], frozenset({"headline", "as_printed", "name"})
    ):
        for name in names:
            text = text.replace(name, "|")
        letters = "".join(text.split())
        copied = [
            letters[at : at + run]
            for at in range(len(letters) - run + 1)
            if letters[at : at + run] in printed
        ]
        assert copied == []
