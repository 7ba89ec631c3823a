"""A small file that unpacks to a huge one is refused before anybody unpacks it."""

from __future__ import annotations

import time
import zlib

import pytest

from news.reading.decode import Unreadable
from news.reading.pdf import pdf_source
from news.reading.pdf_limits import MOST_CONTENT, is_too_large
from news.tests.reading.pdf_maker import make_pdf

LINES = [(50, 800, 12, "나주시가 배 농가를 돕는다고 6일 밝혔다.")]


def packed(size: int, layers: int = 1) -> bytes:
    deflating = zlib.compressobj(9)
    data = b"".join(deflating.compress(b" " * 2**20) for _step in range(size >> 20))
    data += deflating.flush()
    for _layer in range(layers - 1):
        data = zlib.compress(data, 9)
    return data


def with_stream(content: bytes, described: bytes) -> bytes:
    return make_pdf(LINES) + b"9 0 obj\n<< %s >>\nstream\n%s\nendstream\n" % (described, content)


@pytest.mark.parametrize(
    ("layers", "described"),
    [
        (1, b"/Filter /FlateDecode"),
        (1, b"/Filter/Fl"),
        (2, b"/Filter [/FlateDecode /FlateDecode]"),
        (3, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"),
    ],
)
def test_what_unpacks_too_far_is_refused_at_once(layers, described):
    bomb = with_stream(packed(MOST_CONTENT * 4, layers), described)
    begun = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        pdf_source(bomb)

    assert "지나치게 커집니다" in str(refused.value)
    assert time.monotonic() - begun < 3


def test_an_ordinary_page_and_a_large_picture_are_read():
    picture = with_stream(packed(MOST_CONTENT * 2), b"/Subtype /Image /Filter /FlateDecode")

    assert "나주시가" in pdf_source(make_pdf(LINES)).text
    assert not is_too_large(picture)


@pytest.mark.parametrize("content", [b"", b"not packed", packed(2**20)[:50], b"\x78\x9c"])
def test_a_broken_stream_is_left_to_the_reader(content):
    assert not is_too_large(with_stream(content, b"/Filter /FlateDecode"))
