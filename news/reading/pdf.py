"""A PDF with text → the page's text in reading order, a blank line between boxes.

pdfminer.six finds the text boxes. Their order is cut out of the page (recursive XY-cut): along the widest white band,
across or down, until no band is left. So a headline comes before the columns below it and each column before the next.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from news.reading.decode import MAX_CHARACTERS, Source, Unreadable
from news.reading.pdf_limits import is_too_large

MOST_PAGES = 40
# Points. A gutter between columns is narrower than the space between articles but wider than between lines.
_LEAST_ACROSS = 3.0
_LEAST_DOWN = 4.0
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Box:
    """Coordinates in points from the page's lower left corner, as PDF has them."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def pdf_source(data: bytes) -> Source:
    """Raises Unreadable for locked, broken and scanned files."""
    if is_too_large(data):
        raise Unreadable(
            "PDF를 풀면 지나치게 커집니다. 필요한 면만 나누거나 텍스트(.txt)로 저장해서 올려 주세요."
        )
    pages = ["\n\n".join(box.text for box in in_reading_order(boxes)) for boxes in _boxes(data)]
    text = "\n\n\n".join(pages)
    if not any(char.isalnum() for char in text):
        raise Unreadable(
            "글자가 없는 PDF입니다(스캔한 그림). 글자를 인식한 텍스트(.txt)로 올려 주세요."
        )
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("글자가 너무 많습니다. 신문 한 면씩 나누어 올려 주세요.")
    return Source(text, "pdf")


def _boxes(data: bytes) -> list[list[Box]]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextBox
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    layout = LAParams(boxes_flow=None, line_margin=0.6, char_margin=2.0)
    pages: list[list[Box]] = []
    try:
        for page in extract_pages(io.BytesIO(data), laparams=layout, maxpages=MOST_PAGES + 1):
            pages.append(
                [
                    _box(part)
                    for part in page
                    if isinstance(part, LTTextBox) and part.get_text().strip()
                ]
            )
    except PDFPasswordIncorrect:
        raise Unreadable("암호가 걸린 PDF입니다. 암호를 풀어서 올려 주세요.") from None
    except Exception as error:  # noqa: BLE001 - a broken file can fail anywhere inside the library
        raise Unreadable("PDF를 읽을 수 없습니다. 파일이 손상되었는지 확인해 주세요.") from error
    if len(pages) > MOST_PAGES:
        raise Unreadable(
            f"{MOST_PAGES}쪽이 넘는 PDF는 읽지 않습니다. 필요한 면만 나누어 올려 주세요."
        )
    return pages


def _box(part) -> Box:
    lines = [" ".join(line.split()) for line in part.get_text().splitlines()]
    return Box(part.x0, part.y0, part.x1, part.y1, "\n".join(line for line in lines if line))


def in_reading_order(boxes: Iterable[Box], depth: int = 0) -> list[Box]:
    boxes = list(boxes)
    if len(boxes) < 2 or depth > _DEEPEST:
        return _top_down(boxes)
    across = _widest_band([(-box.top, -box.bottom) for box in boxes])
    down = _widest_band([(box.left, box.right) for box in boxes])
    if max(across[0] - _LEAST_ACROSS, down[0] - _LEAST_DOWN) < 0:
        return _top_down(boxes)
    if across[0] >= down[0]:
        first = [box for box in boxes if -box.bottom <= across[1]]
    else:
        first = [box for box in boxes if box.right <= down[1]]
    rest = [box for box in boxes if box not in first]
    return in_reading_order(first, depth + 1) + in_reading_order(rest, depth + 1)


def _top_down(boxes: list[Box]) -> list[Box]:
    return sorted(boxes, key=lambda box: (-box.top, box.left))


def _widest_band(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """(width, where it starts) of the widest gap that no span crosses."""
    widest, place, reach = 0.0, 0.0, None
    for start, end in sorted(spans):
        if reach is not None and start - reach > widest:
            widest, place = start - reach, reach
        reach = end if reach is None else max(reach, end)
    return widest, place
