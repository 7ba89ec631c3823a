"""The body of an answer, read piece by piece so that no limit is passed before it is noticed."""

from __future__ import annotations

import zlib

import requests
from django.utils.translation import gettext as _

from news.fetching.errors import FetchError, Reason
from news.fetching.transport import Deadline, Limits

PIECE = 64 * 1024
_ANY_DEFLATE = zlib.MAX_WBITS | 32  # gzip or zlib, told apart by their first bytes


def read(response: requests.Response, *, limits: Limits, deadline: Deadline) -> bytes:
    """Raises FetchError when it is too long, broken, or packed in a way that was not asked for."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return _plain(response, limits, deadline)
    if encoding not in ("gzip", "x-gzip"):
        raise FetchError(_("누리집이 모르는 방식으로 압축해 보냈습니다."), Reason.REFUSED)
    return _unpacked(response, limits, deadline)


def _pieces(response: requests.Response, limits: Limits, deadline: Deadline):
    received = 0
    # Not stream(): that one reads chunk headers of any length.
    while piece := response.raw.read(PIECE, decode_content=False):
        deadline.left()
        received += len(piece)
        if received > limits.received_bytes:
            raise too_large(limits.received_bytes)
        yield piece
    # A connection that the watchdog closed looks like the end of a body without a length.
    deadline.left()


def _plain(response: requests.Response, limits: Limits, deadline: Deadline) -> bytes:
    content = bytearray()
    for piece in _pieces(response, limits, deadline):
        content += piece
        if len(content) > limits.content_bytes:
            raise too_large(limits.content_bytes)
    return bytes(content)


def _unpacked(response: requests.Response, limits: Limits, deadline: Deadline) -> bytes:
    content, unpacker = bytearray(), zlib.decompressobj(_ANY_DEFLATE)
    try:
        for piece in _pieces(response, limits, deadline):
            content += unpacker.decompress(piece, limits.content_bytes + 1 - len(content))
            if len(content) > limits.content_bytes:
                raise too_large(limits.content_bytes)
        is_whole = unpacker.eof or not response.raw.tell()
    except zlib.error:
        is_whole = False
    if not is_whole:
        raise FetchError(_("누리집이 보낸 내용이 깨져 있습니다."), Reason.FAILED)
    return bytes(content)


def too_large(limit: int) -> FetchError:
    return FetchError(
        _("페이지가 %(size)sMB보다 커서 가져오지 않았습니다.") % {"size": f"{limit / 1e6:g}"},
        Reason.REFUSED,
    )
