"""Random newspaper pages made of the sample articles: cut anywhere, parted by pictures, offers and each other."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from news.tests.reading.samples import sample_articles

MAIL = "hong@namnyeok.example"
BYLINES = (
    " /{} 기자 " + MAIL,
    " /{} 기자",
    " [{} 기자]",
    " {} 기자 " + MAIL,
    " ({} 기자)",
    "\n\n/{} 기자",
    "/{}기자 hong@",
    " /나주={} 기자",
    " <{} 기자>",
    " {}기자",
    "\n{} 기자 " + MAIL,
)
CAPTIONS = (
    "강진군 마량항에서 열린 봄 수산물 장터를 찾은 관광객들이 주꾸미를 고르고 있다. <강진군 제공>",
    "지난 4일 무안군 회산백련지에서 어린이들이 연꽃을 살펴보고 있다. /무안군 제공",
    "완도군 신지면 명사십리 모래밭에서 학생들이 맨발로 걷고 있다.",
    "신안 퍼플섬 보라색 다리 전경\n/신안군 제공",
    "고흥군 나로우주센터를 찾은 가족들이 모형 로켓을 살펴보고 있다. /한도윤 기자 do@namnyeok.example",
    "▲장흥군 물축제장에서 물놀이를 즐기는 시민들. (사진=장흥군)",
)
OFFERS = (
    ("하늘나라 꽃배달", "근조 3단 화환 55,000원부터\n전국 3시간 이내 배송", "☎ 1577-0000"),
    ("드넓은 드론교육원", "국가자격 조종자 과정 수강생 모집\n국비 지원 상담", "062-555-0199"),
    ("황토농가", "사계절 황토방·이동식주택 직접 시공", "상담문의\n061-555-0143\n010-5550-0172"),
)
SHORTEST_PIECE = 15


@dataclass(frozen=True)
class Printed:
    headline: str
    deck: tuple[str, ...]
    body: str
    reporter: str | None


@dataclass
class Page:
    blocks: list[tuple[int, str]] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Each block after so many blank lines."""
        return "".join("\n" * (gap + 1) + block for gap, block in self.blocks) + "\n"


def random_page(seed: int) -> Page:
    rng = random.Random(seed)
    signed = [article for article in sample_articles() if article["reporter"]]
    waiting = rng.sample(signed, rng.randint(3, 5))
    byline = rng.choice(BYLINES) if rng.random() > 0.12 else ""
    page = Page()
    while waiting:
        _print_article(page, waiting.pop(0), waiting, byline, rng)
        if rng.random() < 0.3:
            page.blocks.append((rng.choice([1, 2, 3]), rng.choice(CAPTIONS)))
        if rng.random() < 0.2:
            page.blocks += [(1, block) for block in rng.choice(OFFERS)]
    return page


def _print_article(page: Page, article: dict, waiting: list, byline: str, rng, *, is_inner=False):
    body = article["text"].replace("\n", " ")
    pieces = _pieces(body, rng)
    pieces[-1] += byline.format(article["reporter"])
    _print_heading(page, article, rng)
    for number, piece in enumerate(pieces):
        page.blocks.append((1, piece))
        if number < len(pieces) - 1 and rng.random() < 0.4:
            _interrupt(page, waiting if byline and not is_inner else [], byline, rng)
    reporter = article["reporter"] if byline else None
    page.printed.append(Printed(article["headline"], tuple(article["deck"]), body, reporter))


def _print_heading(page: Page, article: dict, rng) -> None:
    page.blocks.append((rng.choice([1, 1, 2]), article["headline"]))
    if article["deck"]:
        together = ["\n".join(article["deck"])] if rng.random() < 0.7 else article["deck"]
        page.blocks += [(1, block) for block in together]


def _pieces(body: str, rng) -> list[str]:
    count = min(rng.choice([1, 2, 2, 3, 4]), max(1, len(body) // 90))
    places = sorted(rng.sample(range(40, len(body) - 30), count - 1))
    kept = [
        place
        for before, place in zip([0, *places], places, strict=False)
        if place - before >= SHORTEST_PIECE
    ]
    edges = [0, *kept, len(body)]
    return [body[start:end].strip() for start, end in zip(edges, edges[1:], strict=False)]


def _interrupt(page: Page, waiting: list, byline: str, rng) -> None:
    chance = rng.random()
    if chance < 0.5:
        page.blocks.append((rng.choice([1, 2]), rng.choice(CAPTIONS)))
    elif chance < 0.7:
        page.blocks += [(1, block) for block in rng.choice(OFFERS)]
    elif waiting:
        _print_article(page, waiting.pop(), [], byline, rng, is_inner=True)
