"""Who wrote it: the byline at the end or the start of a text, in the styles that Korean papers use.

The styles are listed with an example each in docs/reading.md; each has a test of its own. A byline is read outwards
from its fixed parts (mail address, the word 기자, brackets), so that any mixture of the styles is read too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TITLE = (
    r"(?:(?:선임|수습|인턴|전문|객원|시민|명예|사진|논설|주재|취재|의학|문화|경제|사회|정치|체육|수석|부장|차장)\s?)?"
    r"(?:대?기자|특파원|통신원|리포터|논설위원|편집위원)"
)
# Four syllables only after a surname of two.
_NAME = (
    rf"(?:(?!{_TITLE})(?:(?:남궁|황보|제갈|선우|독고|사공|서문|동방|어금|망절)[가-힣]{{1,2}}|[가-힣]{{2,3}})"
    r"|[가-힣] [가-힣] [가-힣])"
)
_MAIL = r"[A-Za-z0-9][\w.+-]*\s?@\s?(?P<domain>[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]+)*)?"
_OPEN = r"[\[(<〈《【「{]"
_CLOSE = r"[\])>〉》】」}]"
_BULLET = r"[/|ㅣ│■▲△◆●▶=-]"
# How the names of papers end; what stands before "홍길동 기자" and ends so is the paper.
_PAPER = (
    r"[가-힣A-Za-z0-9·]{0,12}?(?:뉴스|일보|신문|타임즈|타임스|저널|투데이|데일리|통신|방송|경제|뉴시스|프레스|미디어|포스트"
    r"|매일|TV|뉴스통신|인터넷뉴스)"
)
_SENTENCE_END = re.compile(r"(?:^|[.?!。…][”’\"')\]]*|다|[)\]>”’\"'])\s*$")
# Words that stand before 기자 without being a name.
_NOT_A_NAME = re.compile(
    r"(?:취재|출입|담당|일부|현장|동료|선배|후배|사진|본지|본보|방송|신문|외신|내외신|여러|젊은|많은|모든|다른|인턴|수습|선임|객원"
    r"|시민|명예|전문|논설|편집|홍보|지역|중앙|주재|남성|여성|해직|전직|현직|국내|해외|경제|사회|정치|문화|체육|한국|대학생|청소년"
    r"|어린이|학생|주부|마을|뉴스|제공|이날|오늘|글|문의|제보|접수|신청|광고|메일|구독)"
)
# A byline is looked for in so many characters at the end or the start.
_REACH = 160


@dataclass(frozen=True, slots=True)
class Byline:
    """``start`` and ``end`` in the text that was searched, marks and mail included."""

    reporter: str
    start: int
    end: int
    paper: str = ""
    mail_domain: str = ""
    is_agency_line: bool = False


class _Backwards:
    """Takes patterns off the end of a text."""

    def __init__(self, text: str):
        self.text = text
        self.end = len(text)

    def take(self, pattern: str) -> re.Match | None:
        start = max(0, self.end - _REACH)
        match = re.compile(rf"(?:{pattern})$").search(self.text[: self.end], start)
        if match and match.end() > match.start():
            self.end = match.start()
            return match
        return None


def trailing_byline(text: str) -> Byline | None:
    """The byline that ends ``text``; the whole text may be one."""
    rest = _Backwards(text)
    units: list[_Unit] = []
    while (unit := _take_unit(rest, is_first=not units)) is not None:
        units.insert(0, unit)
    rest.take(rf"{_MAIL}[\s/|]*")
    rest.take(rf"\s*(?:{_OPEN}|{_BULLET})+\s*")
    is_marked = re.match(rf"\s*(?:{_OPEN}|{_BULLET})", text[rest.end :])
    if not units or not (is_marked or _SENTENCE_END.search(text[: rest.end])):
        return None
    return Byline(
        "·".join(name for unit in units for name in unit.names),
        rest.end,
        len(text),
        paper=next((unit.paper for unit in units if unit.paper), ""),
        mail_domain=next((unit.domain for unit in units if unit.domain), ""),
    )


@dataclass(frozen=True, slots=True)
class _Unit:
    names: list[str]
    domain: str
    paper: str


def _take_unit(rest: _Backwards, *, is_first: bool) -> _Unit | None:
    """One "나주=홍길동·김아무 기자 mail@domain", taken off the end; nothing is taken if there is none."""
    before = rest.end
    if not is_first and rest.take(r"\s*[·,/|]\s*|\s+") is None:
        return None
    rest.take(rf"\s*(?:{_CLOSE}|[.=|])*\s*")
    mail = rest.take(_MAIL)
    rest.take(rf"(?:\s|[/|·,=]|{_OPEN}|{_CLOSE})+")
    names = _take_names(rest, has_title=rest.take(_TITLE) is not None, has_mail=mail is not None)
    if not names:
        rest.end = before
        return None
    place = rest.take(r"(?<![가-힣])[가-힣][가-힣·]{0,11}(?:=[가-힣]{2,10})?\s?[=:/]\s?")
    paper = re.search(_PAPER + r"(?=\s?[=:/])", place.group()) if place else None
    domain = ((mail["domain"] or "") if mail else "").replace(" ", "")
    return _Unit(names, domain, paper.group() if paper else "")


def _take_names(rest: _Backwards, *, has_title: bool, has_mail: bool) -> list[str]:
    if has_title:
        rest.take(r"\s?[=:]\s?|\s")
        group = rest.take(rf"(?<![가-힣])(?P<names>{_NAME}(?:\s?[·,]\s?{_NAME})*)")
        return _real_names(group["names"]) if group else []
    named = rest.take(rf"(?:(?:{_TITLE})|취재|글)(?:\s?[=:]\s?|\s)(?P<names>{_NAME})")
    if named is None and has_mail:
        named = rest.take(rf"(?<![가-힣])(?P<names>{_NAME})")
    return _real_names(named["names"]) if named else []


def _real_names(printed: str) -> list[str]:
    names = [name.replace(" ", "") for name in re.split(r"\s?[·,]\s?", printed)]
    return names if not any(map(_NOT_A_NAME.fullmatch, names)) else []


_LEADING = re.compile(
    rf"\s*(?P<open>{_OPEN})?\s*(?:{_BULLET}\s*)?"
    rf"(?:(?P<where>[가-힣]{{2,8}})\s?[=/]\s?(?P<agency>{_PAPER})?\s*(?P<shut>{_CLOSE})?\s*)?"
    rf"(?:(?P<paper>{_PAPER})\s?[=/]?\s?)??"
    rf"(?<![가-힣])(?P<names>{_NAME}(?:\s?[·,]\s?{_NAME})*)\s?(?P<title>{_TITLE})"
    rf"\s*(?:[(</]?\s*{_MAIL})?\s*(?P<end>{_CLOSE}|[|ㅣ│=/:])\s*(?:[=|]\s*)?"
)


def leading_byline(text: str) -> Byline | None:
    """The byline that starts ``text``, up to and with the mark that ends it ("무슨뉴스 홍길동 기자 |")."""
    match = _LEADING.match(text[:_REACH])
    if match is None:
        return None
    names = _real_names(match["names"])
    if not names:
        return None
    where = match["where"] or ""
    paper = match["paper"] or match["agency"] or (where if re.fullmatch(_PAPER, where) else "")
    domain = (match["domain"] or "").replace(" ", "")
    return Byline("·".join(names), 0, match.end(), paper, domain, bool(match["agency"]))
