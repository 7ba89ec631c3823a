"""How much a PDF unpacks to, before a library unpacks all of it without asking.

Compressed streams may grow a thousandfold. What an encrypted file holds can't be seen here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

# Bytes. A full newspaper page has less than a million bytes of drawing instructions; its fonts have some more.
MOST_CONTENT = 30 * 1024 * 1024
# Pictures are not unpacked for reading, but a file may call anything a picture.
MOST_PICTURES = 1024 * 1024 * 1024
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_STEP = 1024 * 1024
_DICTIONARY = 4096


def is_too_large(data: bytes) -> bool:
    content = pictures = 0
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        described = before[before.rfind(b"obj") + 1 :]
        layers = len(re.findall(rb"/Fl(?:ateDecode)?\b", described))
        is_picture = b"/Image" in described
        for size in _sizes(data, match.end(), layers):
            content, pictures = content + size * (not is_picture), pictures + size * is_picture
            if content > MOST_CONTENT or pictures > MOST_PICTURES:
                return True
    return False


def _sizes(data: bytes, start: int, layers: int) -> Iterator[int]:
    """Of what comes out of the innermost layer, piece by piece; nothing is kept."""
    end = data.find(b"endstream", start)
    packed: Iterator[bytes] = iter([data[start : end if end > 0 else len(data)]])
    for _layer in range(layers):
        packed = _inflated(packed)
    if layers:
        yield from (len(piece) for piece in packed)


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    inflating = zlib.decompressobj()
    for piece in packed:
        while piece:
            try:
                out = inflating.decompress(piece, _STEP)
            except zlib.error:
                return
            piece = inflating.unconsumed_tail
            if out:
                yield out
            elif inflating.eof:
                return
