"""What the forms of the check carry: ``answer`` fields such as ``term:pregnant|yes``, in the order they were given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest
from django.utils.translation import gettext as _

from programs.check.candidates import Candidates
from programs.eligibility import (
    AGE,
    BUSINESS,
    INCOME,
    REGION,
    TERM,
    WORDS,
    Answers,
    Contradiction,
    Place,
)
from regions.models import Region

SKIP, YES, NO = "skip", "yes", "no"
MOST_ANSWERS = 300
_FIELDS = {"answer", "back", "change", "show"}
_SHOWN = 40
_RANGE = re.compile(r"(\d{1,4})-(\d{0,4})", re.ASCII)
_YES_NO = {YES: True, NO: False}


@dataclass(frozen=True)
class Step:
    """One answered or skipped question."""

    key: str
    value: str

    def __str__(self) -> str:
        return f"{self.key}|{self.value}"

    @property
    def is_skipped(self) -> bool:
        return self.value == SKIP

    @property
    def range(self) -> tuple[int, int | None]:
        low, high = _RANGE.fullmatch(self.value).groups()
        return int(low), int(high) if high else None


@dataclass(frozen=True)
class Form:
    """``again``: the question to ask next, whatever settles most. ``slips``: sentences about what can't be read."""

    steps: tuple[Step, ...] = ()
    again: str | None = None
    wants_results: bool = False
    slips: tuple[str, ...] = ()


def read(request: HttpRequest, known: Candidates) -> Form:
    try:
        data = request.POST
        values = [value for value in data.getlist("answer") if value]
    except TooManyFieldsSent:
        return Form(slips=(_("답이 너무 많아요."),))
    slips = [
        _("모르는 칸이 있어요: %(name)s") % {"name": n[:_SHOWN]} for n in data if n not in _FIELDS
    ]
    if len(values) > MOST_ANSWERS:
        return Form(slips=(_("답이 너무 많아요."),))
    steps = [step for value in values if (step := _step(value, known))]
    if len(steps) < len(values):
        slips.append(
            _("알아볼 수 없는 답이 %(count)d개 있어요.") % {"count": len(values) - len(steps)}
        )
    steps, again = _turned(consistent(steps), data.get("back"), data.get("change"))
    return Form(tuple(steps), again, "show" in data, tuple(slips[:5]))


def _step(value: str, known: Candidates) -> Step | None:
    key, bar, given = value.partition("|")
    return Step(key, given) if bar and _is_possible(key, given, known) else None


def _is_possible(key: str, value: str, known: Candidates) -> bool:
    if key == REGION:
        return value == SKIP or value in known.place_names
    if key in (AGE, INCOME):
        return value == SKIP or _is_range(value)
    is_asked = key == BUSINESS or key in known.terms or key in known.words
    return is_asked and value in (YES, NO, SKIP)


def _is_range(value: str) -> bool:
    found = _RANGE.fullmatch(value)
    return bool(found) and (not found[2] or int(found[1]) <= int(found[2]))


def consistent(steps: list[Step]) -> list[Step]:
    """The newest answer to each question; older ones that it contradicts are taken back."""
    kept: list[Step] = []
    for step in reversed(steps):
        if any(step.key == later.key for later in kept):
            continue
        try:
            answers([step, *kept])
        except Contradiction:
            continue
        kept.insert(0, step)
    return kept


def _turned(
    steps: list[Step], back: str | None, change: str | None
) -> tuple[list[Step], str | None]:
    """Without the answer that is to be given again."""
    if back is not None and steps:
        return steps[:-1], steps[-1].key
    if change and any(step.key == change for step in steps):
        return [step for step in steps if step.key != change], change
    return steps, None


def answers(steps: list[Step] | tuple[Step, ...], place: Place | None = None) -> Answers:
    """Raises Contradiction. ``place``: from ``place_of``."""
    given = [step for step in steps if not step.is_skipped]
    return Answers(
        said={step.key: _YES_NO[step.value] for step in given if _is_yes_no(step.key)},
        ranges={step.key: step.range for step in given if step.key in (AGE, INCOME)},
        place=place,
        skipped=frozenset(step.key for step in steps if step.is_skipped),
    )


def _is_yes_no(key: str) -> bool:
    return key == BUSINESS or key.startswith((TERM, WORDS))


def place_of(steps: tuple[Step, ...]) -> Place | None:
    """Two queries if a place was given."""
    code = next((step.value for step in steps if step.key == REGION and not step.is_skipped), None)
    if code is None:
        return None
    around = frozenset(Region.objects.containing(code).values_list("code", flat=True))
    inside = frozenset(Region.objects.inside(code).values_list("code", flat=True))
    return Place(around=around, touching=around | inside)
