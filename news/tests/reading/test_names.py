import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from news.reading.names import KnownNames, letters

NAMES = (
    "한국농아인협회 나주시지회",
    "가람건강생활지원센터",
    "솔빛대학교",
    "누리문화관광재단",
    "북부장애인복지관",
    "남부장애인복지관",
)
KNOWN = KnownNames(NAMES)


def offered(text: str) -> list[tuple[str, str]]:
    return [(one.as_printed, one.suggested) for one in KNOWN.corrections(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(사)한국농어인협회 나주시지회가", ("한국농어인협회", "한국농아인협회")),
        ("농어인협회는 이날", ("농어인협회", "농아인협회")),
        ("가람건강생훨지원센터에서", ("가람건강생훨지원센터", "가람건강생활지원센터")),
        ("가람건강샹훨지원센터에서", None),
        ("가람건강생할지원센터에서", ("가람건강생할지원센터", "가람건강생활지원센터")),
        ("솔빗대학교 학생들이", ("솔빗대학교", "솔빛대학교")),
        ("누리문화관굉재단은", ("누리문화관굉재단", "누리문화관광재단")),
    ],
)
def test_a_misread_letter_of_a_known_name_is_found(text, found):
    assert offered(text) == ([found] if found else [])


@pytest.mark.parametrize(
    "text",
    [
        "한국농아인협회 나주시지회",
        "농아인협회는",
        "북부장애인복지관과 남부장애인복지관",
        "동부장애인복지관",
        "솔빛대학",
        "누리문화회관",
        "나주시는 배 농가를 돕는다",
    ],
)
def test_known_names_and_other_words_are_left_alone(text):
    assert offered(text) == []


def test_why_names_both_letters():
    (one,) = KNOWN.corrections("농어인협회")
    assert "‘어’ → ‘아’" in one.why
    assert "농아인협회" in one.why


def test_short_names_are_never_offered():
    assert KnownNames(["북구청", "수완동"]).corrections("부구청과 수원동") == []


def test_two_names_that_fit_equally_are_not_guessed():
    assert KnownNames(["가온문화재단", "가은문화재단"]).corrections("가운문화재단") == []


SYLLABLE = st.integers(0xAC00, 0xD7A3).map(chr)


@settings(max_examples=150, deadline=None)
@given(st.lists(SYLLABLE, min_size=6, max_size=12), st.data())
def test_one_changed_vowel_anywhere_leads_back_to_the_name(syllables, data):
    name = "".join(syllables)
    place = data.draw(st.integers(1, len(name) - 2))
    parts = list(unicodedata.normalize("NFD", name[place]))
    parts[1] = chr(0x1161 + (ord(parts[1]) - 0x1161 + data.draw(st.integers(1, 20))) % 21)
    printed = name[:place] + unicodedata.normalize("NFC", "".join(parts)) + name[place + 1 :]
    assume(printed != name)
    found = KnownNames([name]).corrections(printed)
    assert all(one.suggested == name and one.as_printed == printed for one in found)
    assert len(letters(printed)) == len(letters(name))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_searched_without_an_error(text):
    for one in KNOWN.corrections(text):
        assert one.as_printed in text
