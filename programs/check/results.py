"""The answer of the check: programs in three groups, each with the criteria that put it there."""

from __future__ import annotations

from dataclasses import dataclass

from programs.check.candidates import Candidate, Candidates
from programs.eligibility import TERM, Answers, Judgement, Verdict, judge, total

# A group shows this many programs; how many more there are is said.
SHOWN = 100


@dataclass(frozen=True)
class Result:
    """``relevant``: groups it is meant for to which the resident belongs; they prove nothing by themselves."""

    candidate: Candidate
    judgement: Judgement
    relevant: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    verdict: Verdict
    results: tuple[Result, ...]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.results)


def groups(known: Candidates, answers: Answers) -> list[Group]:
    """Those that fit, those to know more about, those that don't; ended ones last, relevant ones first."""
    found: dict[Verdict, list[Result]] = {verdict: [] for verdict in Verdict}
    for candidate in known.programs:
        judgement = judge(candidate.requirements, answers)
        found[judgement.verdict].append(Result(candidate, judgement, _relevant(candidate, answers)))
    for results in found.values():
        results.sort(key=lambda each: (each.candidate.is_ended, not each.relevant))
    return [
        Group(verdict, tuple(results[:SHOWN]), len(results)) for verdict, results in found.items()
    ]


def _relevant(candidate: Candidate, answers: Answers) -> tuple[str, ...]:
    return tuple(name for slug, name in candidate.audiences if answers.of(TERM + slug))


def undecided(known: Candidates, answers: Answers) -> int:
    return sum(total(each, answers) is None for each in known.asked_about)
