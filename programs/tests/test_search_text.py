"""Text as search compares it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.search.endings import stem_words, stems
from programs.search.korean import is_tail, stripped
from programs.search.phrases import phrase_keys
from programs.search.text import (
    compose,
    folded,
    from_latin_keys,
    initials,
    jamo,
    keystrokes,
    near_keys,
    normal,
    to_latin_keys,
    typed_initials,
    without_accents,
    words_of,
)

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        (unicodedata.normalize("NFD", "산후 도우미"), "산후 도우미"),
        ("ＡＩ　광산업", "ai 광산업"),
        ("임신·출산ㆍ육아‧보육", "임신 출산 육아 보육"),
        ("난임  부부?!…", "난임 부부"),
        ("ㅅㅎㄷ", "ㅅㅎㄷ"),
        ("yolgʻiz o‘zbek", "yolg'iz o'zbek"),
        ("Ещё", "еще"),
        ("광주+광산형", "광주+광산형"),
        ("산\u200b후\u00ad도우미", "산후도우미"),
        ("a\x00b\x1fc", "a b c"),
        ("100%_\\", "100"),
    ],
)
def test_ways_of_typing_the_same_compare_alike(typed, compared):
    assert normal(typed) == compared


@given(st.text(max_size=60))
def test_normal_text_stays_as_it_is(text):
    assert normal(normal(text)) == normal(text)


@given(st.text(max_size=60))
def test_normal_text_holds_nothing_that_tsquery_or_like_read_as_signs(text):
    assert not set(normal(text)) & set('&|!():*<>%_\\"\x00')


@given(HANGUL)
def test_letters_compose_to_what_they_were_taken_from(text):
    assert compose(keystrokes(text)) == text


@given(HANGUL)
def test_whatever_is_typed_on_the_wrong_layout_is_read_back(text):
    assert from_latin_keys(to_latin_keys(text)) == text


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        ("tksgnehdnal", "산후도우미"),
        ("dnjstmxhq", "원스톱"),
        ("dPtnfdugod", "예술여행"),
        ("rhddnjs", "공원"),
    ],
)
def test_latin_keys_give_korean_words(keys, meant):
    assert from_latin_keys(keys) == meant


@pytest.mark.parametrize("word", ["jobs", "infertility", "help", "a1", "", "산후"])
def test_words_that_give_no_whole_syllables_are_not_korean(word):
    assert from_latin_keys(word) is None


def test_initial_consonants_ignore_spaces_and_are_typed_joined_or_not():
    assert initials("산후 도우미") == "ㅅㅎㄷㅇㅁ"
    assert typed_initials("ㄳㄱ") == "ㄱㅅㄱ"


def test_jamo_of_a_word():
    assert jamo("난임") == "ㄴㅏㄴㅇㅣㅁ"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("난입부부", "난임부부"),
        ("산후도으미", "산후도우미"),
        ("나님", "난임"),
        ("정리수남", "정리수납"),
    ],
)
def test_a_slip_of_a_letter_or_two_shares_a_key(wrong, right):
    assert set(near_keys(wrong)) & set(near_keys(right))


def test_short_words_are_near_few():
    assert not set(near_keys("임신")) & set(near_keys("교육"))


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("난임부부의", "난임부부"),
        ("산후도우미는", "산후도우미"),
        ("보건소에서", "보건소"),
        ("장애인들에게", "장애인"),
    ],
)
def test_particles_come_off(word, form):
    assert form in stripped(word)


def test_a_word_never_loses_more_than_it_can_spare():
    assert stripped("아이") == ("아이",)


@pytest.mark.parametrize("tail", ["", "에서", "하려면", "받을수", "해주세요"])
def test_what_may_follow_a_noun(tail):
    assert is_tail(tail)


@pytest.mark.parametrize("tail", ["지원", "도우미", "학교"])
def test_what_is_a_word_of_its_own(tail):
    assert not is_tail(tail)


@pytest.mark.parametrize(
    ("stem", "forms"),
    [
        (
            "생기",
            "생기는 생겨요 생겨서요 생긴 생깁니다 생겼는데 생겼으면 생기지 생길까요 생기겠죠 생겨도",
        ),
        ("낳", "낳고 낳은 낳았어요 낳으면 낳는데 낳을 낳은지"),
        ("되", "되는 돼요 됩니다 됐는데 되나요 될까요 안되면"),
        ("듣", "듣는 들어요 들으면 들은 듣지"),
        ("짓", "짓고 지어요 지으면 짓는데"),
        ("살", "사는 살아요 삽니다 살고 사시는 살던"),
        ("모르", "모르는 몰라요 몰라서 모릅니다"),
        ("어렵", "어려운 어려워요 어려우면 어렵고"),
        ("아프", "아픈 아파요 아파서 아프면 아팠어요"),
        ("돕", "도와요 돕는 도왔어요"),
        ("없", "없어요 없는디 없당께 없응께 없습니다 없을까요"),
        ("편찮", "편찮으신데 편찮아요"),
    ],
)
def test_forms_of_a_verb_share_their_stem(stem, forms):
    assert [
        form for form in forms.split() if not any(each.endswith(jamo(stem)) for each in stems(form))
    ] == []


@given(HANGUL)
def test_every_word_has_few_stems_quickly(word):
    assert len(stems(word)) <= 60


def test_stems_of_two_syllables_are_words_to_look_for():
    assert "다치" in stem_words("다쳤어요")
    assert "고치" in stem_words("고쳐주는")
    assert all(len(each) > 1 for each in stem_words("하는데요"))


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("아이가 안 생기는", "아이가 안 생겨서요"),
        ("아이가 안 생기는", "아이가 통 안 생기네요"),
        ("아이가 안 생기는", "아이 안생겨요"),
        ("아이가 안 생기는", "아이가 생기지 않아요"),
        ("말을 못 하는", "말을 못해요"),
        ("말을 못 하는", "말 하지 못해서"),
        ("혼자 사는 어르신", "혼자 살고 어르신"),
    ],
)
def test_a_phrase_is_known_whatever_its_endings(kept, typed):
    assert phrase_keys(kept.split()) & phrase_keys(typed.split())


def test_words_of_one_meaning_stand_for_each_other_inside_a_phrase():
    same = {"애기": "아동", "아이": "아동"}
    assert phrase_keys(["아이가", "안", "생기는"], same) & phrase_keys(
        ["애기", "안", "생겨요"], same
    )
    assert not phrase_keys(["아이가", "안", "생기는"]) & phrase_keys(["애기", "안", "생겨요"])


def test_a_phrase_is_known_in_other_forms_and_without_particles():
    kept = phrase_keys(["임신이", "잘", "안", "되는"])
    assert kept & phrase_keys(["임신", "잘", "안돼요"])
    assert not kept & phrase_keys(["임신", "축하", "선물"])


def test_accents_come_off_for_those_who_type_none():
    assert without_accents("hỗ trợ địa chỉ") == "ho tro dia chi"


def test_words_of_a_text_are_bounded():
    assert len(words_of("가 " * 500)) == 24
    assert folded("임신·출산 지원") == "임신출산지원"
