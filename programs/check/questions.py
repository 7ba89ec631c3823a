"""Questions as people read them, and their answers in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from programs.check.candidates import Candidates
from programs.check.steps import NO, SKIP, YES, Step
from programs.eligibility import AGE, BUSINESS, INCOME, REGION, Answers, is_sensitive, open_keys

_MOST_BANDS = 8
_NAMED = 3


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """``quote``: a criterion in its own words; ``why``: programs that the answer can settle, the first by name."""

    key: str
    title: str
    hint: str
    options: tuple[Option, ...]
    quote: str = ""
    places: tuple = ()
    is_sensitive: bool = False
    why: tuple[str, ...] = ()
    why_count: int = 0

    @property
    def why_more(self) -> int:
        return self.why_count - len(self.why)

    @property
    def skip(self) -> str:
        return f"{self.key}|{SKIP}"


def question(key: str, known: Candidates, answers: Answers) -> Question:
    title, hint, quote = _words(key, known)
    waiting = [
        each.name
        for each in known.programs
        if not each.is_ended and key in open_keys(each.requirements, answers)
    ]
    return Question(
        key,
        title,
        hint,
        options=tuple(Option(f"{key}|{value}", label) for value, label in _options(key, known)),
        quote=quote,
        places=known.places if key == REGION else (),
        is_sensitive=is_sensitive(key),
        why=tuple(waiting[:_NAMED]),
        why_count=len(waiting),
    )


def _words(key: str, known: Candidates) -> tuple[str, str, str]:
    """(title, hint, quote)"""
    fixed = {
        REGION: (
            _("어느 동네에서 찾으세요?"),
            _("사는 곳을 골라 주세요. 회사를 위해 찾는다면 회사가 있는 곳이에요."),
        ),
        BUSINESS: (_("누구를 위해 찾으세요?"), ""),
        AGE: (_("도움받을 분은 몇 살인가요?"), _("만 나이예요.")),
        INCOME: (
            _("가구 소득이 기준 중위소득의 얼마쯤인가요?"),
            _("잘 모르면 건너뛰어도 괜찮아요."),
        ),
    }
    if key in fixed:
        return *fixed[key], ""
    if key in known.terms:
        term = known.terms[key]
        return _("%(who)s인가요?") % {"who": term.name}, term.description, ""
    return _("아래 조건에 맞나요?"), _("기사에 나온 조건이에요."), known.words[key]


def _options(key: str, known: Candidates) -> list[tuple[str, str]]:
    if key == REGION:
        return []
    if key == BUSINESS:
        return [(NO, _("나나 가족을 위해")), (YES, _("회사나 가게를 위해"))]
    if key in (AGE, INCOME):
        return _bands(key, known.cuts.get(key, ()))
    return [(YES, _("예")), (NO, _("아니요"))]


def _bands(key: str, cuts: tuple[int, ...]) -> list[tuple[str, str]]:
    """Ranges between the bounds that programs state; where there are many bounds, between some of them."""
    while len(cuts) >= _MOST_BANDS:
        cuts = cuts[::2]
    ends = [*(cut - 1 for cut in cuts), None]
    bands = zip([0, *cuts], ends, strict=True)
    return [(f"{low}-{'' if high is None else high}", _band(key, low, high)) for low, high in bands]


def _band(key: str, low: int, high: int | None) -> str:
    numbers = {"low": low, "high": high, "below": low - 1}
    if key == AGE:
        if high is None:
            return _("%(low)d세 이상") % numbers
        return _("%(low)d~%(high)d세") % numbers if low else _("%(high)d세 이하") % numbers
    if high is None:
        return _("%(below)d%% 넘음") % numbers
    return (
        _("%(below)d%% 넘고 %(high)d%% 이하") % numbers if low else _("%(high)d%% 이하") % numbers
    )


@dataclass(frozen=True)
class Told:
    """An answer as the results repeat it."""

    key: str
    about: str
    words: str


def told(step: Step, known: Candidates) -> Told:
    title, _hint, quote = _words(step.key, known)
    return Told(step.key, quote or title, _answer_words(step, known))


def _answer_words(step: Step, known: Candidates) -> str:
    if step.is_skipped:
        return _("건너뜀")
    if step.key == REGION:
        return known.place_names[step.value]
    if step.key in (AGE, INCOME):
        return _band(step.key, *step.range)
    return dict(_options(step.key, known))[step.value]
