"""The files of the starting catalogue, read as files: no database, no loader."""

import re
from collections import Counter, defaultdict

import pytest

from news.dates import PartialDate
from programs.tests.catalogue_reader import (
    ARTICLE_OF,
    ARTICLES,
    AUDIENCES,
    ORGANIZATION_OF,
    ORGANIZATIONS,
    PROGRAM_FILES,
    PROGRAM_OF,
    PROGRAMS,
    PUBLISHERS,
    STATEMENTS,
    TERM_SLUGS,
    TERMS,
    cited,
    statements,
    texts,
)
from programs.units import Unit


def words(text: str) -> set[str]:
    return set(text.split())


KEYS = {
    "publishers": words("slug name domain note"),
    "articles": words(
        "key publisher headline date date_note kind reporter reporter_as_printed regions page"
        " note readings"
    ),
    "organizations": words("slug name alternate_name name_en region parent kind description"),
    "terms": words("slug taxonomy name name_en description bokjiro_code gov24_codes position"),
    "programs": words(
        "slug parent name alternate_name summary description eligibility_description"
        " application_process phase phase_cites themes audiences benefits service_areas"
        " related unknowns"
    )
    | set(STATEMENTS),
    "schedules": words("valid_from valid_to description freq cites"),
    "locations": words("name region description as_printed why cites"),
    "involvements": words("organization role description as_printed why cites"),
    "eligibility": words("kind term minimum maximum region is_exclusion words cites"),
    "rounds": words("key year title valid_from valid_to places note cites"),
    "facts": words(
        "label kind number number_max unit text date is_approximate as_of according_to round"
        " detail cites"
    ),
}
REQUIRED = {
    "publishers": words("slug note"),
    "articles": words("key publisher headline date_note kind regions page note"),
    "organizations": words("slug name kind description"),
    "terms": words("slug taxonomy name name_en position"),
    "programs": words(
        "slug name summary description eligibility_description application_process"
        " themes audiences benefits service_areas involvements facts"
    ),
    "facts": words("label kind cites"),
    "involvements": words("organization role cites"),
    "eligibility": words("kind words cites"),
    "locations": words("name cites"),
    "rounds": words("key title places cites"),
    "schedules": words("cites"),
}

each_program = pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program["slug"])


@pytest.mark.parametrize(
    ("kind", "entries"),
    [
        ("publishers", PUBLISHERS),
        ("articles", ARTICLES),
        ("organizations", ORGANIZATIONS),
        ("terms", TERMS),
        ("programs", PROGRAMS),
        *(
            (kind, [row for program in PROGRAMS for row in program.get(kind, [])])
            for kind in REQUIRED
            if kind in STATEMENTS
        ),
    ],
)
def test_entries_have_the_keys_that_are_needed_and_no_misspelt_ones(kind, entries):
    assert entries
    for entry in entries:
        assert REQUIRED[kind] <= set(entry), entry
        assert set(entry) <= KEYS[kind], entry
        assert None not in entry.values(), (
            f"an unknown value is left out, not written as null: {entry}"
        )


def test_no_slug_or_key_is_used_twice():
    slugs = {
        "publisher": [entry["slug"] for entry in PUBLISHERS],
        "article": [entry["key"] for entry in ARTICLES],
        "organization": [entry["slug"] for entry in ORGANIZATIONS],
        "program": [entry["slug"] for entry in PROGRAMS],
        "term": [(entry["taxonomy"], entry["slug"]) for entry in TERMS],
        # Programs name these three in one list.
        "audience": [
            e["slug"] for e in TERMS if e["taxonomy"] in {"audience", "life_stage", "household"}
        ],
        "label": [entry["name"] for entry in TERMS if entry["taxonomy"] == "fact_label"],
    }
    for kind, values in slugs.items():
        assert [value for value, count in Counter(values).items() if count > 1] == [], kind


def test_article_keys_and_slugs_are_readable_addresses():
    slugs = [entry["key"] for entry in ARTICLES] + [
        e["slug"] for e in PUBLISHERS + ORGANIZATIONS + TERMS + PROGRAMS
    ]
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_articles_and_organizations_point_to_what_exists():
    assert {article["publisher"] for article in ARTICLES} <= {
        publisher["slug"] for publisher in PUBLISHERS
    }
    parents = {organization["parent"] for organization in ORGANIZATIONS if "parent" in organization}
    assert parents <= set(ORGANIZATION_OF)


@each_program
def test_every_reference_of_a_program_resolves(program):
    rounds = {entry["key"] for entry in program.get("rounds", [])}

    assert cited(program) <= set(ARTICLE_OF)
    assert {program["parent"]} <= set(PROGRAM_OF) if "parent" in program else True
    assert set(program.get("related", [])) <= set(PROGRAM_OF) - {program["slug"]}
    assert set(program["themes"]) <= TERM_SLUGS["theme"]
    assert set(program["benefits"]) <= TERM_SLUGS["benefit"]
    assert set(program["audiences"]) <= AUDIENCES
    assert {row["organization"] for row in program["involvements"]} <= set(ORGANIZATION_OF)
    assert {row["label"] for row in program["facts"]} <= TERM_SLUGS["fact_label"]
    assert {row["term"] for row in program.get("eligibility", []) if "term" in row} <= AUDIENCES
    assert {row["round"] for row in program["facts"] if "round" in row} <= rounds


def test_a_program_stands_in_the_file_of_its_theme():
    for theme, programs in PROGRAM_FILES.items():
        for program in programs:
            assert theme in program["themes"], program["slug"]


def test_every_fact_label_and_benefit_and_theme_is_used():
    used = {row["label"] for program in PROGRAMS for row in program["facts"]}
    used |= {slug for program in PROGRAMS for slug in program["themes"] + program["benefits"]}
    assert (TERM_SLUGS["fact_label"] | TERM_SLUGS["theme"] | TERM_SLUGS["benefit"]) - used == set()


@each_program
def test_every_statement_names_its_source_and_there_is_a_fact_and_a_provider(program):
    assert all(row["cites"] for row in statements(program))
    assert program["facts"]
    assert [row for row in program["involvements"] if row["role"] == "provider"]


@each_program
def test_every_fact_has_one_value_of_its_kind_and_numbers_have_a_known_unit(program):
    for fact in program["facts"]:
        assert len({"number", "text", "date"} & set(fact)) == 1, fact
        assert ("number" in fact) == ("unit" in fact), fact
        assert fact.get("unit", "people") in Unit.values, fact
        assert fact.get("number_max", float("inf")) > fact.get("number", 0), fact
        assert (fact["kind"] == "date") == ("date" in fact), fact
        assert fact["kind"] != "text" or "text" in fact, fact


def test_dates_are_text_and_only_as_precise_as_known():
    names = "date", "valid_from", "valid_to", "as_of"
    rows = ARTICLES + [row for program in PROGRAMS for row in statements(program)]
    for value in (row[name] for row in rows for name in names if name in row):
        assert isinstance(value, str), value
        assert str(PartialDate.parse(value)) == value


@each_program
def test_a_pilot_or_a_plan_says_which_article_calls_it_so(program):
    assert ("phase_cites" in program) == (program.get("phase") in {"pilot", "planned"})


def test_only_the_number_of_koryo_saram_in_gwangsan_is_a_contradiction():
    values = defaultdict(set)
    for program in PROGRAMS:
        for fact in program["facts"]:
            value = tuple(
                fact.get(name) for name in ("number", "number_max", "unit", "text", "date")
            )
            values[program["slug"], fact.get("round"), fact["label"]].add(value)

    disputed = {
        place: {value[0] for value in stated} for place, stated in values.items() if len(stated) > 1
    }

    assert disputed == {("koryo-settlement", None, "koryo-in-gwangsan"): {4700, 7000}}
    stated_by = [fact.get("according_to") for fact in PROGRAM_OF["koryo-settlement"]["facts"]]
    assert {"법무부 통계", "고려인마을 추산"} <= set(stated_by)


def test_audiences_include_the_groups_that_people_know_from_bokjiro():
    implied = {
        "pregnant": "stage-pregnancy-birth",
        "couples-infertility": "stage-pregnancy-birth",
        "new-mothers": "stage-pregnancy-birth",
        "children": "stage-child",
        "teenagers": "stage-teen",
        "young-adults": "stage-young-adult",
        "elderly": "stage-senior",
        "disabled": "household-disabled",
    }
    for program in PROGRAMS:
        for audience, group in implied.items():
            assert (audience in program["audiences"]) <= (group in program["audiences"]), program[
                "slug"
            ]


def test_bokjiro_groups_are_complete_and_codes_have_their_shape():
    codes = {
        t: [e.get("bokjiro_code") for e in TERMS if e["taxonomy"] == t]
        for t in ("life_stage", "household")
    }
    assert codes["life_stage"] == ["001", "002", "003", "004", "005", "006", "007"]
    assert codes["household"] == ["010", "020", "030", "040", "050", "060"]
    gov24 = [code for entry in TERMS for code in entry.get("gov24_codes", [])]
    assert gov24
    assert all(re.fullmatch(r"JA\d{4}", code) for code in gov24)


PROSE = "summary", "description", "eligibility_description", "application_process"


def years_known(program: dict) -> set[str]:
    """Every year that the program's rows, its sources or its name state."""
    dated = [statements(program), [ARTICLE_OF[key].get("date", "") for key in cited(program)]]
    return set(re.findall(r"\b[12]\d{3}", " ".join([*texts(dated), program["name"]])))


@each_program
def test_figures_stand_in_facts_and_prose_names_only_years_that_a_source_states(program):
    """A figure in a sentence has no source mark, and translating the sentence could change it."""
    prose = " ".join(program[name] for name in PROSE)
    for name in "코로나19", *(place["name"] for place in program.get("locations", [])):
        prose = prose.replace(name, "")
    bounds = {str(row.get("maximum")) for row in program.get("eligibility", [])}

    figures = set(re.findall(r"\d[\d,.]*(?![\d년월일])", prose)) - bounds
    years = set(re.findall(r"(\d{4})년", prose))

    assert figures == set()
    assert years <= years_known(program)


# --- the two cities called 광주 ----------------------------------------------------------------


def in_gyeonggi(codes: list[str]) -> set[bool]:
    return {code.startswith("41") for code in codes}


@each_program
def test_a_program_of_one_gwangju_rests_on_nothing_of_the_other(program):
    (side,) = in_gyeonggi(program["service_areas"])
    regions = [code for key in cited(program) for code in ARTICLE_OF[key]["regions"]]
    regions += [row["region"] for row in statements(program) if "region" in row]
    organizations = [ORGANIZATION_OF[row["organization"]] for row in program["involvements"]]
    regions += [
        organization["region"] for organization in organizations if "region" in organization
    ]
    relatives = [PROGRAM_OF[slug] for slug in program.get("related", [])]
    regions += [code for relative in relatives for code in relative["service_areas"]]

    assert in_gyeonggi(regions) == {side}


def test_our_own_words_never_leave_open_which_gwangju_is_meant():
    names = [program["name"] for program in PROGRAMS] + [
        organization["name"] for organization in ORGANIZATIONS
    ]
    leave_out = frozenset({"headline", "as_printed", "name"})
    for text in texts([ARTICLES, ORGANIZATIONS, PROGRAMS], leave_out):
        for name in names:
            text = text.replace(name, "")
        assert not re.search(r"광주시", text.replace("경기도에 있는 광주시", "")), text
