"""Which paper printed the page: its masthead, its bylines, or the domain of its reporters' mail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from news.reading.bylines import Byline
from news.reading.furniture import papers_in

_SMALL_PRINT = re.compile(
    r"(?:[Cc]opyright\s*(?:\(c\))?|ⓒ|©)\s*[@©ⓒ]?\s*(?:20\d\d\s*)?([가-힣][가-힣A-Za-z]{1,11})(?=[\s.,|]|$)"
)


def publisher_of(
    furniture: Iterable[str], bylines: Iterable[Byline], domains: Mapping[str, str] | None = None
) -> str | None:
    """The printed name; where none is printed, the known publisher (domain → name) of the mail addresses."""
    lines, bylines = list(furniture), list(bylines)
    return (
        _in_masthead(lines)
        or _in_bylines(bylines)
        or _in_small_print(lines)
        or _by_mail(bylines, domains or {})
    )


def mail_domains(bylines: Iterable[Byline]) -> list[str]:
    """The domains that reporters' addresses are printed with, the most frequent first."""
    return [
        domain
        for domain, _ in Counter(
            byline.mail_domain for byline in bylines if byline.mail_domain
        ).most_common()
    ]


def _in_masthead(lines: list[str]) -> str | None:
    names = dict.fromkeys(name for line in lines for name in papers_in(line))
    return next(iter(names)) if len(names) == 1 else None


def _in_bylines(bylines: list[Byline]) -> str | None:
    """A news agency names itself in the same place; a paper of one's own is named without a place before it."""
    papers = Counter(
        byline.paper for byline in bylines if byline.paper and not byline.is_agency_line
    )
    papers = papers or Counter(byline.paper for byline in bylines if byline.paper)
    return papers.most_common(1)[0][0] if papers else None


def _in_small_print(lines: list[str]) -> str | None:
    return next((match[1] for line in lines if (match := _SMALL_PRINT.search(line))), None)


def _by_mail(bylines: list[Byline], domains: Mapping[str, str]) -> str | None:
    found = {
        name
        for domain in mail_domains(bylines)
        for known, name in domains.items()
        if known and _is_under(domain, known)
    }
    return found.pop() if len(found) == 1 else None


def _is_under(domain: str, known: str) -> bool:
    domain, known = domain.lower(), known.lower().removeprefix("www.")
    return domain == known or domain.endswith(f".{known}")
