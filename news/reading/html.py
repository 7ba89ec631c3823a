"""A saved web page: the article is taken out by trafilatura, what the page declares about itself by its metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import lxml.html

from news.reading.decode import MAX_CHARACTERS, Source, Unreadable, decode
from news.reading.results import Declared, Knowledge, PageReading

SEOUL = ZoneInfo("Asia/Seoul")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "date.issued",
    "dc.date.issued", "dcterms.issued", "pubdate", "publishdate", "sailthru.date", "parsely-pub-date",
)  # fmt: skip
_BLOCK_TAGS = {
    "p",
    "div",
    "br",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "section",
    "article",
    "figcaption",
    "td",
    "ul",
    "dl",
    "dt",
    "dd",
}
_NOT_TEXT = {"script", "style", "noscript", "template", "svg", "head", "iframe"}


def read_html(
    data: bytes, *, name: str, publisher: str | None, knowledge: Knowledge
) -> PageReading:
    """The items' ranges point into the text that was taken out of the page. Raises Unreadable."""
    from news.reading.page import read_source

    markup = decode(data)
    tree = _tree(markup.text)
    declared = declared_by(tree)
    text = article_text(markup.text, tree, declared.title)
    return read_source(
        Source(text, markup.encoding),
        name=name,
        publisher=publisher,
        knowledge=knowledge,
        declared=declared,
    )


def article_text(markup: str, tree: lxml.html.HtmlElement, title: str | None) -> str:
    """Headline and paragraphs, a blank line between them."""
    import trafilatura

    found = trafilatura.extract(
        markup,
        include_comments=False,
        include_tables=True,
        include_images=False,
        deduplicate=False,
        output_format="txt",
    )
    paragraphs = [line.strip() for line in (found or "").splitlines() if line.strip()]
    if sum(map(len, paragraphs)) < 40:
        paragraphs = list(_all_lines(tree))
    if title and title not in paragraphs[:3]:
        paragraphs = [title, *paragraphs]
    text = "\n\n".join(paragraphs)[:MAX_CHARACTERS]
    if not any(char.isalnum() for char in text):
        raise Unreadable(
            "누리집 파일에서 글을 찾지 못했습니다. 기사 본문을 복사해 붙여 넣어 주세요."
        )
    return text


def _tree(markup: str) -> lxml.html.HtmlElement:
    # lxml refuses text that declares its own encoding.
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    try:
        return lxml.html.document_fromstring(markup)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        raise Unreadable(
            "누리집 파일의 구조를 읽을 수 없습니다. 기사 본문을 복사해 붙여 넣어 주세요."
        ) from None


def _all_lines(tree: lxml.html.HtmlElement) -> list[str]:
    """Every piece of text in reading order, a line for each block: for pages that have no article to find."""
    rows: list[list[str]] = [[]]
    for event, node in _walk(tree):
        if event != "text" and node in _BLOCK_TAGS:
            rows.append([])
        elif event == "text":
            rows[-1].append(node)
    return [line for row in rows if (line := " ".join("".join(row).split()))]


def _walk(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    skipped = None
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if skipped is None:
                yield "text", node.tail or ""
            continue
        if event == "start":
            if skipped is None and node.tag in _NOT_TEXT:
                skipped = node
            elif skipped is None:
                yield "tag", node.tag
                yield "text", node.text or ""
            continue
        if skipped is node:
            skipped = None
        if skipped is None:
            yield "tag", node.tag
            yield "text", node.tail or ""


def declared_by(tree: lxml.html.HtmlElement) -> Declared:
    metas = _metas(tree)
    structured = _structured(tree)
    title = metas.get("og:title") or _text(tree, "//h1") or _text(tree, "//title")
    canonical = next(
        (
            url
            for url in [*tree.xpath("//link[@rel='canonical']/@href"), metas.get("og:url", "")]
            if url.startswith(("http://", "https://"))
        ),
        None,
    )
    return Declared(
        title=_without_site(title, metas.get("og:site_name")),
        site=metas.get("og:site_name") or _name(structured.get("publisher")),
        author=metas.get("article:author")
        or metas.get("author")
        or _name(structured.get("author")),
        published=_published(metas, structured, tree),
        canonical=canonical,
    )


def _metas(tree: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join((meta.get("content") or "").split())
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _text(tree: lxml.html.HtmlElement, path: str) -> str | None:
    return next(
        (text for node in tree.xpath(path) if (text := " ".join(node.text_content().split()))), None
    )


def _without_site(title: str | None, site: str | None) -> str | None:
    """ "제목 - 무슨일보" is printed as 제목."""
    if title and site:
        title = re.sub(rf"\s*[-|:<–—]\s*{re.escape(site)}\s*>?\s*$", "", title)
    return title or None


def _structured(tree: lxml.html.HtmlElement) -> dict:
    """The first JSON-LD object that has a publication day."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for thing in _things(found):
            if isinstance(thing.get("datePublished"), str):
                return thing
    return {}


def _things(found: object) -> Iterator[dict]:
    for thing in found if isinstance(found, list) else [found]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (
                (inner for inner in graph if isinstance(inner, dict))
                if isinstance(graph, list)
                else ()
            )


def _name(thing: object) -> str | None:
    thing = thing[0] if isinstance(thing, list) and thing else thing
    name = thing.get("name") if isinstance(thing, dict) else thing
    return name.strip() or None if isinstance(name, str) else None


def _published(metas: dict[str, str], structured: dict, tree: lxml.html.HtmlElement) -> date | None:
    times = [metas[key] for key in _PUBLISHED if key in metas]
    times += [structured.get("datePublished", "")]
    times += tree.xpath(
        "//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content"
    )
    return next((day for time in times if (day := _day(time))), None)


def _day(time: str) -> date | None:
    """The day in Seoul of an ISO time; a time without a zone is Seoul's."""
    match = re.match(
        r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?\d{2})?(?:\.\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?",
        str(time),
    )
    if match is None:
        return None
    year, month, day, hour, minute, zone = match.groups()
    try:
        moment = datetime.fromisoformat(
            f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:00{zone or '+09:00'}"
        )
        return moment.astimezone(SEOUL).date() if zone else moment.date()
    except (ValueError, OverflowError):
        return None
