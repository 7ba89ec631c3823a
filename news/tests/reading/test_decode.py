import codecs
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.reading.decode import MAX_CHARACTERS, Unreadable, decode, kind_of
from news.reading.page import read_page

TEXT = "나주시, 배 농가 돕는다\r\n\r\n나주시는 7일 “포장재를 지원한다”고 밝혔다. /한여름 기자\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("cp949"),
        TEXT.replace("“", '"').replace("”", '"').encode("euc-kr"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
    ids=["utf8", "bom", "cp949", "euckr", "16le", "16be", "16le-bare", "16be-bare", "nfd"],
)
def test_every_encoding_gives_the_same_page(data):
    reading = read_page(data)
    assert [(item.headline, item.reporter) for item in reading.items] == [
        ("나주시, 배 농가 돕는다", "한여름")
    ]
    assert reading.items[0].text.startswith("나주시는 7일")


def test_letters_outside_ks_x_1001_survive_cp949():
    assert decode("똠방각하가 쓩 지나갔다".encode("cp949")).text == "똠방각하가 쓩 지나갔다"


def test_ranges_point_into_the_text_as_it_was_decoded():
    data = unicodedata.normalize("NFD", TEXT).encode()
    reading = read_page(data)
    printed = [reading.source[start:end] for start, end in reading.items[0].ranges]
    assert reading.source == data.decode()
    assert unicodedata.normalize("NFC", printed[0]) == "나주시, 배 농가 돕는다"
    assert unicodedata.normalize("NFC", printed[1]).endswith("기자")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".hwp"),
        (b"HWP Document File V3.00" + bytes(64), ".hwp"),
        (b"PK\x03\x04" + bytes(64), ".hwpx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "그림"),
        (b"", "비어"),
        (b" \n\x00\n", "비어"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data, word):
    with pytest.raises(Unreadable) as refusal:
        read_page(data)
    assert word in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\xff" * 100, b"\x00\x01\x02\x03" * 50])
def test_binary_data_is_refused(data):
    with pytest.raises(Unreadable):
        read_page(data)


def test_a_page_of_unlikely_length_is_refused():
    with pytest.raises(Unreadable, match="나누어"):
        decode(("가나다 " * (MAX_CHARACTERS // 4 + 1)).encode())


def test_a_damaged_letter_does_not_spoil_the_page():
    data = ("나주시는 배 농가를 돕는다. " * 20).encode()
    assert decode(data[:50] + b"\xff" + data[50:]).text.count("나주시") >= 19


def test_control_characters_become_spaces_in_place():
    source = decode(("나주시\x00가\x0b돕는다" + "나주시가 돕는다. " * 20).encode())
    assert len(source.text) == len(source.raw)
    assert "\x00" not in source.text


@pytest.mark.parametrize(
    "markup",
    ["<!DOCTYPE html><p>가", "  <html><body>", "<?xml version='1.0'?><html>", "<!-- a --><head>"],
)
def test_markup_is_known_by_its_start(markup):
    assert kind_of(markup.encode()) == "html"
    assert kind_of(codecs.BOM_UTF16_LE + markup.encode("utf-16-le")) == "html"


def test_an_angle_bracket_in_a_page_is_no_markup():
    assert kind_of("<강진군 제공>\n나주시는".encode()) == "text"


def refusal_of(data: bytes) -> str | None:
    """Why it can't be read, or None if it was read."""
    try:
        reading = read_page(data)
    except Unreadable as refusal:
        return str(refusal)
    return None if reading.as_json()["items"] else "nothing was read"


def is_one_sentence(refusal: str | None) -> bool:
    return refusal is None or (bool(re.search("[가-힣]", refusal)) and "\n" not in refusal)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    assert is_one_sentence(refusal_of(data))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [b"<html>", b"%PDF-1.4\n", b"<!doctype html><body>", b"\xff\xfe", b"\xef\xbb\xbf"]
    ),
    st.binary(max_size=300),
)
def test_any_bytes_after_a_known_start_are_read_or_refused(start, data):
    assert is_one_sentence(refusal_of(start + data))
