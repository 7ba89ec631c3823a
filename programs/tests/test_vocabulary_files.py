"""The search data kept as files: thesaurus, foreign words, stopwords and the judging queries."""

import csv
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
SEARCH = HERE.parents[1] / "fixtures" / "search"
LANGUAGES = ["en", "ru", "vi", "zh-hans", "uz"]
HANGUL = re.compile("[가-힣]")
LATIN = re.compile("[a-zA-ZÀ-ɏḀ-ỿ]")
CYRILLIC = re.compile("[Ѐ-ӿ]")
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"

# The catalogue's programs. A new program gets its queries and its line here.
SLUGS = {
    "infertility-treatment",
    "infertility-korean-medicine",
    "pregnancy-health",
    "teen-highrisk-pregnancy-medical",
    "disabled-pregnancy-health",
    "postnatal-helper",
    "one-stop-pregnancy",
    "pregnancy-masks",
    "online-prenatal-classes",
    "pregnancy-day-events",
    "covid-rules-pregnancy",
    "deaf-organizing-jobs",
    "hope-plus",
    "hope-plus-beauty",
    "hope-plus-sports",
    "hope-plus-parents",
    "integrated-care-meals",
    "foreign-resident-plan-2024",
    "koryo-settlement",
    "photonics-online-trade",
    "photonics-platform",
    "bukgu-photonics-mission",
    "gyeonggi-gwangju-trade-mission",
    "gyeonggi-gwangju-town-talks",
    "ai-photonics-agreement",
    "art-travel-operators",
    "jeonnam-innovation-zone",
    "jeonnam-southwest-investment",
    "agencies-cooperation",
    "road-name-address",
    "mountain-safety",
    "namgu-greeting",
    "neoritjae-park",
}


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (SEARCH / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


@cache
def queries() -> tuple[dict, ...]:
    return tuple(yaml.safe_load((HERE / "queries.yaml").read_text(encoding="utf-8")))


def vocabulary(language: str) -> tuple[dict[str, str], ...]:
    return rows(f"vocabulary/{language}.csv")


def forms(language: str) -> list[str]:
    return [form for row in vocabulary(language) for form in row["foreign"].split("|")]


def groups(*kinds: str) -> list[dict[str, str]]:
    return [row for row in rows("synonyms.csv") if row["kind"] in kinds]


def sides(row: dict[str, str]) -> list[list[str]]:
    """The terms on each side of the arrow; groups without an arrow have one side."""
    return [side.split("|") for side in row["terms"].split(" > ")]


def folded(term: str) -> str:
    return term.replace(" ", "").lower()


def matches(form: str, word: str) -> bool:
    return word.startswith(form[:-1]) if form.endswith("*") else word == form


def tidy(text: str) -> bool:
    return bool(text) and text == " ".join(text.split()) and unicodedata.is_normalized("NFC", text)


# --- thesaurus ---


def test_the_thesaurus_has_its_columns_and_at_least_450_groups():
    assert list(rows("synonyms.csv")[0]) == ["group", "kind", "terms", "note"]
    assert len(rows("synonyms.csv")) >= 450
    assert {row["kind"] for row in rows("synonyms.csv")} == {"same", "means", "weak"}


def test_group_ids_are_short_ascii_and_unique():
    ids = [row["group"] for row in rows("synonyms.csv")]
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i) or len(i) > 40] == []
    assert [i for i, count in Counter(ids).items() if count > 1] == []


def test_every_term_is_tidy_and_every_side_speaks_korean():
    for row in rows("synonyms.csv"):
        for side in sides(row):
            assert all(map(tidy, side)), row
            assert HANGUL.search("".join(side)), row


def test_only_means_groups_have_an_arrow_and_exactly_one():
    assert [r["group"] for r in groups("means") if len(sides(r)) != 2] == []
    assert [r["group"] for r in groups("same", "weak") if ">" in r["terms"]] == []


def test_interchangeable_groups_hold_at_least_two_terms():
    assert [r["group"] for r in groups("same", "weak") if len(sides(r)[0]) < 2] == []


def test_no_term_is_in_two_interchangeable_groups():
    seen = Counter(folded(term) for row in groups("same", "weak") for term in sides(row)[0])
    assert [term for term, count in seen.items() if count > 1] == []


def test_no_everyday_phrase_is_explained_twice_or_by_itself():
    seen = Counter(folded(term) for row in groups("means") for term in sides(row)[0])
    assert [term for term, count in seen.items() if count > 1] == []
    for row in groups("means"):
        left, right = ({folded(term) for term in side} for side in sides(row))
        assert not left & right, row


@pytest.mark.parametrize("word", ["지원", "혜택", "도움", "신청", "사업", "서비스", "프로그램"])
def test_generic_words_weigh_little(word):
    assert any(word in sides(row)[0] for row in groups("weak"))
    assert not any(word in sides(row)[0] for row in groups("same"))


def test_disparaging_words_are_only_ever_read_never_offered():
    dated = [row for row in rows("synonyms.csv") if row["group"].startswith("dated-")]
    words = {word for row in dated for word in sides(row)[0]}
    others = [row for row in rows("synonyms.csv") if row not in dated]
    assert dated
    assert all(row["kind"] == "means" and row["note"] for row in dated)
    assert words.isdisjoint(term for row in others for side in sides(row) for term in side)
    assert words.isdisjoint(term for row in dated for term in sides(row)[1])


def test_the_two_gwangjus_and_the_districts_are_never_synonyms():
    for row in groups("same", "weak"):
        terms = set(sides(row)[0])
        assert not {"광주시", "광주", "동구", "서구", "남구", "북구", "광산"} & terms, row
        assert not {"경기도 광주", "광주광역시"} <= terms, row


# --- foreign words ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_vocabulary_has_its_columns_and_at_least_320_entries(language):
    assert list(vocabulary(language)[0]) == ["foreign", "korean", "note", "weight"]
    assert len(vocabulary(language)) >= 320
    assert {row["weight"] for row in vocabulary(language)} == {"0", "1"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_foreign_forms_are_tidy_lower_case_and_unique(language):
    assert [f for f in forms(language) if not tidy(f) or f != f.lower()] == []
    assert [f for f, count in Counter(forms(language)).items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_korean_word_is_hangul(language):
    for row in vocabulary(language):
        words = row["korean"].split("|")
        assert all(map(tidy, words)), row
        assert len(words) == len(set(words)), row
        assert all(HANGUL.search(word) or word == "119" for word in words), row
        assert not re.search("[A-Za-zЀ-ӿ一-鿿]", row["korean"]), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_mixes_scripts_that_look_alike(language):
    mixed = [
        w for f in forms(language) for w in f.split() if LATIN.search(w) and CYRILLIC.search(w)
    ]
    assert mixed == []


@pytest.mark.parametrize(
    ("language", "allowed"),
    [
        ("en", re.compile(r"[a-z0-9 '&-]+")),
        ("ru", re.compile(r"[Ѐ-ӿ *-]+|[a-z0-9-]+|id карт\*")),
        ("vi", re.compile(r"[a-zÀ-ɏḀ-ỿ0-9 -]+")),
        ("zh-hans", re.compile(r"[一-鿿]+|[a-z0-9-]+")),
        ("uz", re.compile(r"[a-z0-9' *-]+|[Ѐ-ӿ *-]+")),
    ],
)
def test_forms_are_written_in_the_languages_own_letters(language, allowed):
    assert [form for form in forms(language) if not allowed.fullmatch(form)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_star_ends_a_word_and_only_where_words_are_inflected(language):
    starred = [word for form in forms(language) for word in form.split() if "*" in word]
    assert bool(starred) == (language in {"ru", "uz"})
    assert [word for word in starred if not re.fullmatch(r"[^*]{2,}\*", word)] == []
    assert [form for form in forms(language) if re.fullmatch(r"[^* ]{,2}\*", form)] == []


@pytest.mark.parametrize(
    ("language", "form", "korean"),
    [
        ("en", "deaf", "청각장애"),
        ("en", "jobs", "일자리"),
        ("en", "infertility", "난임"),
        ("ru", "беременн*", "임신"),
        ("ru", "иностран*", "외국인"),
        ("vi", "phụ nữ mang thai", "임신부"),
        ("zh-hans", "试管婴儿", "난임"),
        ("zh-hans", "高丽人", "고려인"),
        ("uz", "homilador*", "임신"),
        ("uz", "ҳомиладор*", "임신"),
    ],
)
def test_a_known_word_leads_to_its_korean_word(language, form, korean):
    row = next(row for row in vocabulary(language) if form in row["foreign"].split("|"))
    assert korean in row["korean"].split("|")


@pytest.mark.parametrize(
    ("language", "word", "never"),
    [
        ("ru", "город", "등산"),
        ("ru", "центр", "비용"),
        ("ru", "банк", "목욕"),
        ("ru", "парковка", "부부"),
        ("ru", "родители", "출산"),
        ("ru", "новости", "새로운"),
        ("ru", "платформа", "비용"),
        ("ru", "немного", "언어장애"),
        ("uz", "qarindosh", "노인"),
        ("uz", "foydalanish", "혜택"),
    ],
)
def test_a_stem_does_not_swallow_another_word(language, word, never):
    hits = [
        row
        for row in vocabulary(language)
        if any(" " not in form and matches(form, word) for form in row["foreign"].split("|"))
    ]
    assert [row for row in hits if never in row["korean"].split("|")] == []


@pytest.mark.parametrize(
    ("language", "form"), [("en", "support"), ("ru", "поддержк*"), ("vi", "hỗ trợ")]
)
def test_support_weighs_little_in_every_language(language, form):
    row = next(row for row in vocabulary(language) if form in row["foreign"].split("|"))
    assert row["weight"] == "0"


@pytest.mark.parametrize("language", ["ko", *LANGUAGES])
def test_stopwords_are_tidy_and_never_search_words(language):
    words = [
        w for r in rows("stopwords.csv") if r["lang"] == language for w in r["words"].split("|")
    ]
    assert len(words) >= 50
    assert all(map(tidy, words))
    assert [w for w, count in Counter(words).items() if count > 1] == []
    if language != "ko":
        assert set(words).isdisjoint(forms(language))


# --- the judging queries ---


def test_there_are_at_least_180_different_queries():
    texts = [query["q"] for query in queries()]
    assert len(texts) >= 180
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_every_query_has_text_answers_and_nothing_unknown():
    for query in queries():
        assert isinstance(query["q"], str), query
        assert query["q"].strip() == query["q"] != "", query
        assert set(query) <= {"q", "first", "lang", "note", "not"}, query
        assert query.get("lang", "ko") in {"ko", *LANGUAGES}, query


def test_answers_are_programs_of_the_catalogue():
    for query in queries():
        first, never = query["first"], query.get("not", [])
        assert len(set(first)) == len(first) > 0, query
        assert {*first, *never} <= SLUGS, query
        assert not set(first) & set(never), query


def test_every_program_is_asked_for_at_least_twice():
    asked = Counter(slug for query in queries() for slug in query["first"])
    assert [slug for slug in SLUGS if asked[slug] < 2] == []


def test_every_language_and_every_way_of_typing_is_asked():
    languages = Counter(query.get("lang", "ko") for query in queries())
    notes = Counter((query.get("note") or "").split(" ")[0] for query in queries())
    assert all(languages[language] >= 8 for language in LANGUAGES)
    assert min(notes["typing"], notes["initial"], notes["no"]) >= 10
    assert any(not unicodedata.is_normalized("NFC", query["q"]) for query in queries())
    assert any(re.search("[Ａ-Ｚａ-ｚ]", query["q"]) for query in queries())
    assert sum("not" in query for query in queries()) >= 5


def test_initial_consonants_are_those_of_the_word_they_stand_for():
    mark = "initial consonants of "
    for query in queries():
        if (query.get("note") or "").startswith(mark):
            word = query["note"].removeprefix(mark).replace(" ", "")
            assert query["q"] == "".join(INITIALS[(ord(c) - 0xAC00) // 588] for c in word)
