"""A whole page: bytes in, items with everything that can be said of them out."""

from __future__ import annotations

from datetime import date

from news.reading.assembly import Assembly
from news.reading.blocks import Block, blocks_of
from news.reading.composing import Wording, wording
from news.reading.date_clues import clues_of, date_in_file_name, labelled_date, printed_dates
from news.reading.dating import Dating, Evidence, dating
from news.reading.decode import Source, decode, kind_of
from news.reading.drafts import Draft
from news.reading.furniture import is_masthead
from news.reading.joining import Spelling
from news.reading.places import regions_of
from news.reading.publishers import mail_domains, publisher_of
from news.reading.results import Declared, ItemReading, Knowledge, PageReading
from news.reading.zones import is_site

REPORTS = ("article", "photo", "notice")


def read_page(
    data: bytes, *, name: str = "", publisher: str | None = None, knowledge: Knowledge | None = None
) -> PageReading:
    """Reads an upload of any accepted kind. ``name`` is its file name. Raises `decode.Unreadable`."""
    knowledge = knowledge or Knowledge()
    kind = kind_of(data)
    if kind == "html":
        from news.reading.html import read_html

        return read_html(data, name=name, publisher=publisher, knowledge=knowledge)
    if kind == "pdf":
        from news.reading.pdf import pdf_source

        return read_source(pdf_source(data), name=name, publisher=publisher, knowledge=knowledge)
    return read_source(decode(data), name=name, publisher=publisher, knowledge=knowledge)


def read_text(
    text: str, *, name: str = "", publisher: str | None = None, knowledge: Knowledge | None = None
) -> PageReading:
    """Reads text that was pasted."""
    return read_page(
        text.encode("utf-8", "replace"), name=name, publisher=publisher, knowledge=knowledge
    )


def read_source(
    source: Source,
    *,
    name: str,
    publisher: str | None,
    knowledge: Knowledge,
    declared: Declared | None = None,
) -> PageReading:
    """``declared`` is what a web page's metadata says of it; None for a page that is no saved web page."""
    blocks = blocks_of(source.text)
    drafts = Assembly(blocks).run()
    spelling = Spelling.of(source.text, tuple(sorted(knowledge.names.words)))
    words = [wording(draft, spelling) for draft in drafts]
    bylines = [byline for draft in drafts for byline in draft.bylines]
    dated = _dated(drafts, words, blocks, name, declared)
    return PageReading(
        source=source.raw,
        publisher=publisher
        or (declared and declared.site)
        or publisher_of(_furniture(drafts), bylines, knowledge.publisher_domains),
        published_on=str(dated.published) if dated.published else None,
        precision=dated.precision,
        date_reason=dated.reason,
        items=tuple(_items(source, drafts, words, knowledge, dated)),
        mail_domains=tuple(mail_domains(bylines)),
        canonical_url=declared.canonical if declared else None,
        encoding=source.encoding,
    )


def _furniture(drafts: list[Draft]) -> list[str]:
    return [
        line.text
        for draft in drafts
        if draft.kind == "furniture"
        for block in draft.blocks
        for line in block.lines
    ]


def _dated(
    drafts: list[Draft],
    words: list[Wording],
    blocks: list[Block],
    name: str,
    declared: Declared | None,
) -> Dating:
    texts = [
        said.text
        for draft, said in zip(drafts, words, strict=True)
        if draft.kind in ("article", "photo")
    ]
    outside = _furniture(drafts)
    return dating(
        Evidence(
            clues=clues_of(texts),
            on_top=printed_dates(outside),
            labelled=labelled_date(outside),
            declared=declared.published if declared else None,
            file_date=date_in_file_name(name),
            is_site=declared is not None or is_site(blocks),
            has_masthead=any(map(is_masthead, outside)),
        )
    )


def _items(
    source: Source, drafts: list[Draft], words: list[Wording], knowledge: Knowledge, dated: Dating
):
    day = dated.published.exact if dated.published else None
    reports = [
        said.text for draft, said in zip(drafts, words, strict=True) if draft.kind in REPORTS
    ]
    for draft, said in zip(drafts, words, strict=True):
        yield item_reading(
            draft.kind,
            said,
            tuple(source.raw_range(block.start, block.end) for block in draft.blocks),
            knowledge,
            reports,
            day,
        )


def item_reading(
    kind: str,
    said: Wording,
    ranges: tuple[tuple[int, int], ...],
    knowledge: Knowledge,
    surroundings: list[str],
    day: date | None,
) -> ItemReading:
    """An item with its regions and corrections; furniture and advertisements are not looked into."""
    heading = "\n".join([said.headline or "", *said.deck])
    regions, open_names, corrections = (), (), ()
    if kind in REPORTS:
        corrections = tuple(knowledge.names.corrections(f"{heading}\n{said.text}"))
        if knowledge.find_regions is not None:
            regions, open_names = regions_of(
                knowledge.find_regions, heading, said.text, surroundings, day
            )
    return ItemReading(
        kind,
        said.headline,
        said.deck,
        said.reporter,
        said.text,
        ranges,
        regions,
        corrections,
        open_names,
    )
