"""Bytes as they arrive → text, whatever wrote them."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

MAX_BYTES = 20 * 1024 * 1024
# A full newspaper page has about 20,000 characters.
MAX_CHARACTERS = 400_000

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MAGIC = b"PK\x03\x04"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_HTML_START = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)?(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|meta)\b",
    re.I | re.S,
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\t\n\r"} | {
    0x7F: " ",
    0xFEFF: " ",
}
_CLUSTER = re.compile(r"[ᄀ-ᅟꥠ-ꥼ][ᅠ-ᆧힰ-ퟆ]?[ᆨ-ᇿퟋ-ퟻ]?|.[̀-゙゚ͯ]+|.", re.S)


class Unreadable(Exception):
    """Why an upload can't be read, in one sentence for staff."""


@dataclass(frozen=True)
class Source:
    """A decoded upload. ``text`` is composed (NFC); ranges are given in ``raw``, the text as it was decoded."""

    raw: str
    encoding: str

    @cached_property
    def text(self) -> str:
        return unicodedata.normalize("NFC", self.raw).translate(_CONTROLS)

    @cached_property
    def _offsets(self) -> list[int] | None:
        """Where each composed character starts in ``raw``; None where the two are the same text."""
        if unicodedata.is_normalized("NFC", self.raw):
            return None
        offsets: list[int] = []
        for cluster in _CLUSTER.finditer(self.raw):
            offsets += [cluster.start()] * len(unicodedata.normalize("NFC", cluster.group()))
        # Rare scripts compose over more than we cut at; then ranges stay approximate but in order.
        del offsets[len(self.text) :]
        offsets += [len(self.raw)] * (len(self.text) + 1 - len(offsets))
        return offsets

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """A range of ``text`` as a range of ``raw``."""
        return (start, end) if self._offsets is None else (self._offsets[start], self._offsets[end])


def kind_of(data: bytes) -> str:
    """``pdf``, ``html`` or ``text``, by what the bytes say. Raises Unreadable for what is none of them."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("비어 있는 파일입니다.")
    if len(data) > MAX_BYTES:
        raise Unreadable("20MB보다 큰 파일은 읽지 않습니다.")
    if data.startswith((_OLE_MAGIC, b"HWP Document File")):
        raise Unreadable(
            "한글(.hwp) 파일은 지원하지 않습니다. 텍스트(.txt)로 저장해서 올려 주세요."
        )
    if data.startswith(_ZIP_MAGIC):
        raise Unreadable(
            "압축 파일이나 .hwpx·.docx 문서는 지원하지 않습니다. 텍스트(.txt)로 저장해서 올려 주세요."
        )
    if data.startswith(_IMAGES):
        raise Unreadable(
            "그림 파일에는 읽을 글자가 없습니다. 글자를 인식한 텍스트(.txt)로 올려 주세요."
        )
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "html" if _looks_like_html(data) else "text"


def _looks_like_html(data: bytes) -> bool:
    head = data[:4096]
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            head = head[len(bom) :].decode(encoding, "ignore").encode()
            break
    return bool(_HTML_START.match(head)) or (
        b"</" in head and bool(re.search(rb"<(?:html|body|article)\b", head, re.I))
    )


def decode(data: bytes) -> Source:
    """Text of any encoding that Korean pages arrive in. Raises Unreadable."""
    for encoding, text in _attempts(data):
        if text is not None and _is_text(text):
            if len(text) > MAX_CHARACTERS:
                raise Unreadable("글자가 너무 많습니다. 신문 한 면씩 나누어 올려 주세요.")
            return Source(text, encoding)
    raise Unreadable("글자를 알아볼 수 없습니다. UTF-8이나 EUC-KR 텍스트로 저장해서 올려 주세요.")


def _attempts(data: bytes):
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            yield encoding, _decoded(data[len(bom) :], encoding)
    if b"\x00" in data[:2000]:
        for encoding in _wide_encodings(data):
            text = _decoded(data, encoding)
            yield encoding, text if _is_mostly_korean(text) else None
    yield "utf-8", _decoded(data, "utf-8")
    yield "cp949", _decoded(data, "cp949")
    yield "johab", _decoded(data, "johab") if _is_mostly_korean(_decoded(data, "johab")) else None
    # Korean text in UTF-16 without a byte order mark may hold no zero byte at all.
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _decoded(data, encoding)
        yield encoding, text if _is_mostly_korean(text) else None
    for encoding in ("utf-8", "cp949"):
        text = data.decode(encoding, "replace")
        yield f"{encoding} (손상)", text if text.count("\ufffd") * 50 < len(text) else None


def _wide_encodings(data: bytes) -> tuple[str, str]:
    """The likelier byte order first: spaces and line ends have their zero byte on one side."""
    even, odd = data[:2000:2].count(0), data[1:2000:2].count(0)
    return ("utf-16-le", "utf-16-be") if odd >= even else ("utf-16-be", "utf-16-le")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _is_mostly_korean(text: str | None) -> bool:
    letters = [char for char in (text or "")[:4000] if not char.isspace()]
    return bool(letters) and sum(
        "가" <= char <= "힣" or char.isascii() for char in letters
    ) > 0.9 * len(letters)


def _is_text(text: str) -> bool:
    """Few control characters, and something that can be read."""
    sample = text[:20000]
    controls = sum(
        unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co") and char not in "\t\r\n\f\v"
        for char in sample
    )
    return controls * 50 <= len(sample) and any(char.isalnum() for char in sample)
