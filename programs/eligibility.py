"""Whom a program is for, held against what somebody told: three-valued, never surer than the sources.

A truth is ``True``, ``False`` or ``None`` (not known); truths combine by Kleene's strong logic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

Truth = bool | None

REGION, BUSINESS, AGE, INCOME = "region", "business", "age", "income"
TERM, WORDS = "term:", "words:"

# Terms of companies and shops; every other term is of people.
BUSINESS_TERMS = frozenset({"small-businesses", "businesses", "cultural-venues"})
# Who is the first is always the second, too.
BROADER = {
    "deaf": "disabled",
    "speech-disability": "disabled",
    "disabled": "household-disabled",
    "high-risk-pregnancy": "pregnant",
    "small-businesses": "businesses",
}
# What touches somebody's residence status is asked after everything that settles as much.
SENSITIVE_TERMS = frozenset(
    {"foreign-residents", "koryo-saram", "household-multicultural-defector"}
)


def every(truths: Iterable[Truth]) -> Truth:
    known = list(truths)
    return False if False in known else None if None in known else True


def some(truths: Iterable[Truth]) -> Truth:
    known = list(truths)
    return True if True in known else None if None in known else False


def agreed(truths: Iterable[Truth]) -> Truth:
    """What all of them say; where sources contradict each other, nobody knows."""
    known = set(truths)
    return known.pop() if len(known) == 1 else None


def negated(truth: Truth) -> Truth:
    return None if truth is None else not truth


class Contradiction(ValueError):
    """Answers that can't all be true."""


@dataclass(frozen=True)
class Place:
    """Where somebody lives. ``around``: codes of regions that hold all its ground; ``touching``: any of it."""

    around: frozenset[str]
    touching: frozenset[str]


@dataclass(frozen=True)
class Answers:
    """What somebody told. ``said``: yes or no by question; ``ranges``: from–to (None: and over), both included.

    Raises Contradiction where the answers can't all be true.
    """

    said: Mapping[str, bool] = field(default_factory=dict)
    ranges: Mapping[str, tuple[int, int | None]] = field(default_factory=dict)
    place: Place | None = None
    skipped: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for key in self.said:
            if self._for_the_other(key) and self.said[key]:
                raise Contradiction(key)
        _ = self.known

    @cached_property
    def known(self) -> dict[str, bool]:
        """What was said, with what follows from it."""
        known, waiting = dict(self.said), list(self.said.items())
        while waiting:
            key, value = waiting.pop()
            for other in _following(key, value):
                if known.setdefault(other, value) != value:
                    raise Contradiction(key)
                if other not in self.said and (other, value) not in waiting:
                    waiting.append((other, value))
        return known

    def of(self, key: str) -> Truth:
        found = self.known.get(key)
        return False if found is None and self._for_the_other(key) else found

    def _for_the_other(self, key: str) -> bool:
        """A term of companies where somebody asks for people, or the other way round."""
        business = self.said.get(BUSINESS)
        return business is not None and key.startswith(TERM) and is_of_business(key) != business


def is_of_business(key: str) -> bool:
    return key.removeprefix(TERM) in BUSINESS_TERMS


def is_sensitive(key: str) -> bool:
    return key.removeprefix(TERM) in SENSITIVE_TERMS


def _following(key: str, value: bool) -> list[str]:
    """Questions that have the same answer then: yes to the broader term, no to the narrower ones."""
    slug = key.removeprefix(TERM)
    if not key.startswith(TERM):
        return []
    if value:
        return [TERM + BROADER[slug]] if slug in BROADER else []
    return [TERM + narrow for narrow, broad in BROADER.items() if broad == slug]


@dataclass(frozen=True)
class Is:
    """Yes or no. ``key``: a term or the criterion's own words."""

    key: str

    def truth(self, answers: Answers) -> Truth:
        return answers.of(self.key)


@dataclass(frozen=True)
class Between:
    """Age in full years or income in percent of the standard median, bounds included."""

    key: str
    minimum: int | None = None
    maximum: int | None = None

    def truth(self, answers: Answers) -> Truth:
        if self.key not in answers.ranges:
            return None
        low, high = answers.ranges[self.key]
        least = self.minimum or 0
        if (self.maximum is not None and low > self.maximum) or (high is not None and high < least):
            return False
        within = self.maximum is None or (high is not None and high <= self.maximum)
        return True if low >= least and within else None


@dataclass(frozen=True)
class LivesIn:
    """In one of these regions, by code."""

    codes: frozenset[str]
    key: str = REGION

    def truth(self, answers: Answers) -> Truth:
        if answers.place is None:
            return None
        if self.codes & answers.place.around:
            return True
        return None if self.codes & answers.place.touching else False


@dataclass(frozen=True)
class Unstated:
    """What no source says, so that no answer can settle it."""

    key: str = ""

    def truth(self, answers: Answers) -> Truth:
        return None


Atom = Is | Between | LivesIn | Unstated


@dataclass(frozen=True)
class Criterion:
    """One thing a source says. Its atoms go from broad to narrow; all must hold. ``source``: whatever shows it."""

    words: str
    atoms: tuple[Atom, ...]
    is_exclusion: bool = False
    source: Any = field(default=None, compare=False)

    def truth(self, answers: Answers) -> Truth:
        """Whether it stands for the program: an exclusion does where it does not hold."""
        return self._stands(atom.truth(answers) for atom in self.atoms)

    def assuming(self, answers: Answers, key: str, value: bool) -> Truth:
        return self._stands(_assumed(atom, answers, key, value) for atom in self.atoms)

    def _stands(self, truths: Iterable[Truth]) -> Truth:
        met = every(truths)
        return negated(met) if self.is_exclusion else met

    def open_keys(self, answers: Answers) -> Iterator[str]:
        """What would have to be asked next: the narrow only after the broad."""
        for atom in self.atoms:
            truth = atom.truth(answers)
            if truth is None:
                yield atom.key
                if atom.key.startswith(TERM) and BUSINESS not in answers.said:
                    yield BUSINESS
            if truth is not True:
                return


def _assumed(atom: Atom, answers: Answers, key: str, value: bool) -> Truth:
    if atom.key == key and key:
        return value
    if key == BUSINESS and atom.key.startswith(TERM) and is_of_business(atom.key) != value:
        return False
    return atom.truth(answers)


class Mode(StrEnum):
    EVERY = "every"
    SOME = "some"
    AGREED = "agreed"


_COMBINED = {Mode.EVERY: every, Mode.SOME: some, Mode.AGREED: agreed}


@dataclass(frozen=True)
class Requirement:
    """Criteria that count together. SOME: alternatives; AGREED: sources that give different bounds."""

    criteria: tuple[Criterion, ...]
    mode: Mode = Mode.EVERY

    def truth(self, answers: Answers) -> Truth:
        return _COMBINED[self.mode](each.truth(answers) for each in self.criteria)

    def assuming(self, answers: Answers, key: str, value: bool) -> Truth:
        return _COMBINED[self.mode](each.assuming(answers, key, value) for each in self.criteria)


Requirements = tuple[Requirement, ...]


class Verdict(StrEnum):
    FITS = "fits"
    UNKNOWN = "unknown"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Finding:
    """What the answers make of one criterion."""

    criterion: Criterion
    truth: Truth


@dataclass(frozen=True)
class Judgement:
    verdict: Verdict
    findings: tuple[Finding, ...]

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """Against the program: the criteria that say so. Else all of them."""
        if self.verdict is not Verdict.DIFFERS:
            return self.findings
        return tuple(each for each in self.findings if each.truth is False)


def total(requirements: Requirements, answers: Answers) -> Truth:
    return every(each.truth(answers) for each in requirements)


def judge(requirements: Requirements, answers: Answers) -> Judgement:
    verdicts = {True: Verdict.FITS, False: Verdict.DIFFERS, None: Verdict.UNKNOWN}
    findings = tuple(
        Finding(criterion, criterion.truth(answers))
        for each in requirements
        for criterion in each.criteria
    )
    return Judgement(verdicts[total(requirements, answers)], findings)


def open_keys(requirements: Requirements, answers: Answers) -> set[str]:
    """The questions that could still matter for an undecided program; empty for a decided one."""
    if total(requirements, answers) is not None:
        return set()
    found = {
        key
        for each in requirements
        if each.truth(answers) is None
        for criterion in each.criteria
        for key in criterion.open_keys(answers)
    }
    return found - answers.skipped - {""}


def next_question(programs: Iterable[Requirements], answers: Answers) -> str | None:
    """The question that settles most programs on average, yes and no being as likely; None: nothing left to ask."""
    settled: Counter[str] = Counter()
    for requirements in programs:
        for key in open_keys(requirements, answers):
            settled[key] += sum(
                every(each.assuming(answers, key, value) for each in requirements) is not None
                for value in (True, False)
            )
    if {is_of_business(key) for key in settled if key.startswith(TERM)} == {
        True,
        False,
    } and BUSINESS in settled:
        # It answers the questions about all terms of one side, too.
        settled[BUSINESS] *= 2
    else:
        del settled[BUSINESS]
    return min(settled, key=lambda key: (-settled[key], _rank(key), key), default=None)


def _rank(key: str) -> int:
    """Between questions that settle as much: the plain before the personal."""
    if is_sensitive(key):
        return 6
    order = {REGION: 0, BUSINESS: 1, AGE: 3, INCOME: 4}
    return order.get(key, 2 if key.startswith(TERM) else 5)
