"""Figures that no fact has yet, offered as drafts of facts: label, kind, value, unit, passage, basis date."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from news.dates import PartialDate
from news.reading.figures import Comparison, Figure, Quantity, canonical_unit, same_quantity
from news.reading.figures.units import CASE_PREFIX
from news.reading.korean import tokens
from programs.evidence.mentions import DATED, Mention
from programs.evidence.timing import Order, order
from programs.evidence.wording import folded, nouns
from programs.models import Edition, Fact, Term
from programs.units import Unit

_UNIT_OF = {canonical_unit(unit.value): unit for unit in reversed(Unit)} | {
    "person": Unit.PEOPLE,
    "company": Unit.COMPANIES,
    "institution": Unit.INSTITUTIONS,
    "couple": Unit.COUPLES,
    "household": Unit.HOUSEHOLDS,
    "case": Unit.CASES,
    "place": Unit.VENUES,
    "time": Unit.TIMES,
    "item": Unit.ITEMS,
}
_CAPACITY = re.compile(r"모집|정원|선발|규모|대상|인원|수용|선정")
_AMOUNT = re.compile(r"지원|지급|보조|감면|할인|수당|장려금|바우처|원씩")
_DUTY = re.compile(r"의무|해야|부담|유지하|지켜야")
_DONE = re.compile(r"[했됐냈뒀줬렸쳤졌왔갔겼였]|달성|완료|성과|기록|집계")
# "최근 3년간", "6박 7일": how long something took, or was looked at.
_SPAN = re.compile(r"최근|지난|박\d|(?:간|동안|만에|째|앞)$")
_PARTICLE = re.compile(r"^(?:의|을|를|이|가|은|는|으로|로|에)? ")
_NOUN_TAGS = frozenset(("NNG", "NNP", "SL", "XSN", "XPN", "NR", "SN"))
_MOST_NOUNS = 4


@dataclass(frozen=True)
class Draft:
    """``term``: the existing label; without one ``label`` is a new one. ``text`` where our units can't hold it."""

    edition: Edition
    mention: Mention
    term: Term | None
    label: str
    kind: str
    number: Decimal | None = None
    number_max: Decimal | None = None
    unit: str = ""
    text: str = ""
    date: PartialDate | None = None
    is_approximate: bool = False

    @property
    def key(self) -> str:
        return draft_key(self.edition, self.mention.place)

    @property
    def as_of(self) -> PartialDate | None:
        return self.mention.as_of


def draft_key(edition: Edition, place: tuple[int, int]) -> str:
    return f"draft-{edition.program_id}-{place[0]}-{place[1]}"


class Labels:
    """The existing labels, by the nouns that they are made of and the units that they are used with."""

    def __init__(self, terms: Iterable[Term], used: Iterable[tuple[int, str]]):
        """``used``: (label, unit code) of the facts there are."""
        self.terms = [(term, nouns(term.name)) for term in terms]
        self.units: dict[int, set[str]] = defaultdict(set)
        for label, unit in used:
            self.units[label].add(unit)

    def suggest(self, mention: Mention, own: set[int]) -> Term | None:
        """The label whose nouns all stand by the figure; the program's own labels (``own``) may miss one."""
        best: tuple[float, Term | None] = (0.0, None)
        for term, words in self.terms:
            if not words or not self._counts(term, mention):
                continue
            held = sum(mention.holds(word) for word in words) / len(words)
            score = held + 0.05 * len(words) + (0.15 if term.pk in own else 0.0)
            enough = 0.66 if term.pk in own else 0.95
            if held >= enough and (len(words) > 1 or term.pk in own) and score > best[0]:
                best = (score, term)
        return best[1]

    def _counts(self, term: Term, mention: Mention) -> bool:
        """Whether the label is used for such values: a label of dates names no number of people."""
        value = Quantity(Decimal(1), unit=mention.figure.unit)
        return any(
            same_quantity(value, Quantity(Decimal(1), unit=unit)) is not Comparison.INCOMPARABLE
            if unit
            else mention.figure.kind in DATED
            for unit in self.units.get(term.pk, ())
        )


def is_worth_a_draft(mention: Mention) -> bool:
    """Not the day on which something was said, nor "한 번", nor a number that counts nothing."""
    figure = mention.figure
    if figure.kind == "date":
        return _is_own_date(mention)
    if figure.kind in ("date_range", "year"):
        return False
    if figure.value is None or figure.kind == "multiple":
        return False
    if figure.kind == "duration" and _SPAN.search(mention.before + mention.after[:2]):
        return False
    if figure.kind in ("count", "duration") and figure.value <= 1:
        return False
    return any(character.isdigit() for character in figure.text)


def _is_own_date(mention: Mention) -> bool:
    """Something announced: a month or day after the one on which it was said."""
    day = mention.dates[0]
    if day is None or day.month is None:
        return False
    return mention.is_future or order(day, mention.published) is Order.AFTER


def draft(mention: Mention, edition: Edition, labels: Labels) -> Draft:
    own = {fact.label_id for fact in edition.facts.all()}
    term = labels.suggest(mention, own)
    return Draft(
        edition,
        mention,
        term,
        term.name if term else label_words(mention),
        kind=_kind(mention),
        **_value(mention),
    )


def _value(mention: Mention) -> dict:
    return {"date": mention.dates[0]} if mention.figure.kind == "date" else measured(mention.figure)


def measured(figure: Figure) -> dict:
    """The fields of a fact that hold the figure: its number in a unit of ours, or its own words."""
    unit = _UNIT_OF.get(canonical_unit(figure.unit))
    if unit is None or not _fits(figure.value) or not _fits(figure.value_max):
        return {"text": figure.text.strip()}
    return {
        "number": figure.value,
        "number_max": figure.value_max,
        "unit": unit.value,
        "is_approximate": figure.is_approximate,
    }


def _fits(value: Decimal | None) -> bool:
    """What Fact.number holds: sixteen digits, two decimal places."""
    return value is None or (value < 10**16 and value == round(value, 2))


def _kind(mention: Mention) -> str:
    """A guess that staff see and can change."""
    if mention.figure.kind == "date":
        return Fact.Kind.DATE
    if "text" in _value(mention):
        return Fact.Kind.TEXT
    near = mention.before + mention.after
    if _DUTY.search(near):
        return Fact.Kind.OBLIGATION
    if mention.is_future and "목표" in near:
        return Fact.Kind.TARGET
    if _CAPACITY.search(near):
        return Fact.Kind.CAPACITY
    if mention.figure.kind in ("money", "percent") and _AMOUNT.search(near):
        return Fact.Kind.AMOUNT
    if mention.is_future:
        return Fact.Kind.TARGET
    if _DONE.search(near) or _DONE.search(mention.sentence.text[-12:]):
        return Fact.Kind.RESULT
    return Fact.Kind.AMOUNT if mention.figure.kind == "money" else Fact.Kind.CAPACITY


def label_words(mention: Mention) -> str:
    """A short name for what the figure counts: the nouns right before it, or those right behind it."""
    start = mention.figure.start - mention.sentence.start
    if mention.figure.unit in CASE_PREFIX:
        # "상담 72건" is one expression: its noun stands within it.
        start += re.search(r"[0-9]|$", mention.figure.text).start()
    end = mention.figure.end - mention.sentence.start
    text = mention.sentence.text
    before = _last_nouns(text[:start])
    if folded(before) and len(before) > 1:
        return before[:100]
    return _first_nouns(text[end:])[:100] or before


def _last_nouns(text: str) -> str:
    """ "행사에는 관람객 " → "관람객", "통역비로 " → "통역비"; a comma or a bracket ends it."""
    words: list = []
    for token in reversed(tokens(text[-60:])):
        if token.tag.startswith("J") and not words:
            continue
        if token.tag not in _NOUN_TAGS or len(words) == _MOST_NOUNS * 2:
            break
        words.append(token)
    return _spelled(text[-60:], list(reversed(words)))


def _first_nouns(text: str) -> str:
    """ "건의 상담을 완료했다" → "상담"."""
    piece = _PARTICLE.sub("", text[:40])
    words = []
    for token in tokens(piece):
        if token.tag in _NOUN_TAGS:
            words.append(token)
        elif words or token.tag not in ("JKG", "JKO", "JKS", "JX"):
            break
    return _spelled(piece, words)


def _spelled(text: str, words: list) -> str:
    """The words as the text spells them, with its spaces."""
    if not words:
        return ""
    return " ".join(text[words[0].start : words[-1].start + words[-1].len].split())


def slug_of(label: str) -> str:
    """For a new label: stable, so that the same name never becomes two."""
    return f"label-{hashlib.sha256(folded(label).encode()).hexdigest()[:12]}"
