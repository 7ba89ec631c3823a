"""Reads the invented articles beside the catalogue and counts what was found rightly and wrongly."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml

from news.models import Article
from programs.evidence.reading import ArticleEvidence, read
from programs.models import Fact
from programs.tests.factories import make_article
from regions.models import Region

FILES = {
    # The rules were made with these at hand ...
    "tuned": "evidence_articles.yaml",
    # ... and these were written afterwards; nothing was changed for them.
    "unseen": "evidence_articles_unseen.yaml",
}
VERDICTS = ("supports", "contradicts", "updates", "earlier")


def cases(file: str = "tuned") -> list[dict]:
    path = Path(__file__).with_name(FILES[file])
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def article_of(case: dict) -> Article:
    article = make_article(
        headline=case["headline"],
        text=case["text"],
        date_published=case["date"],
        regions=Region.objects.filter(pk__in=case["regions"]),
    )
    article.refresh_from_db()
    return article


def found_in(evidence: ArticleEvidence) -> dict[str, Counter]:
    """Verdict → statements, written as the file writes them. Texts are left out: the file lists those it must hold."""
    found = {verdict: Counter() for verdict in VERDICTS}
    for program in evidence.programs:
        for finding in program.findings:
            for row in finding.claim.rows[:1]:
                found[finding.verdict][_written(program.edition.program.slug, row)] += 1
    found["new"] = Counter(
        draft.mention.figure.text for program in evidence.programs for draft in program.drafts
    )
    return found


def _written(slug: str, row) -> str:
    if not isinstance(row, Fact):
        return f"{slug}: {row._meta.model_name}"
    return (
        f"{slug} ({row.round.key}): {row.label.slug}" if row.round else f"{slug}: {row.label.slug}"
    )


def is_text(statement: str, evidence: ArticleEvidence) -> bool:
    return any(
        finding.mention is None
        and _written(program.edition.program.slug, finding.claim.row) == statement
        for program in evidence.programs
        for finding in program.findings
    )


class Score:
    def __init__(self) -> None:
        self.right: Counter = Counter()
        self.missed: Counter = Counter()
        self.wrong: Counter = Counter()
        self.notes: list[str] = []

    def add(self, kind: str, expected: Counter, found: Counter, where: str) -> None:
        self.right[kind] += (expected & found).total()
        self.missed[kind] += (expected - found).total()
        self.wrong[kind] += (found - expected).total()
        if not where:
            return
        self.notes += [f"{where}: missed {kind} {item}" for item in expected - found]
        self.notes += [f"{where}: wrong {kind} {item}" for item in found - expected]

    def precision(self, kind: str) -> float:
        return self.right[kind] / ((self.right[kind] + self.wrong[kind]) or 1)

    def recall(self, kind: str) -> float:
        return self.right[kind] / ((self.right[kind] + self.missed[kind]) or 1)


def measure(file: str = "tuned") -> Score:
    score = Score()
    for case in cases(file):
        evidence = read(article_of(case))
        found = found_in(evidence)
        for kind in (*VERDICTS, "new"):
            expected = Counter(case.get(kind, []))
            counted = Counter(
                {
                    item: count
                    for item, count in found[kind].items()
                    if item in expected or kind != "supports" or not is_text(item, evidence)
                }
            )
            score.add(kind, expected, counted, case["name"])
            if kind in ("contradicts", "updates"):
                # Either way staff are asked to decide.
                score.add("differs", expected, counted, "")
        sure = [p.edition.program.slug for p in evidence.programs if p.match.is_sure]
        ranked = [p.edition.program.slug for p in evidence.programs]
        score.add(
            "about",
            Counter(case["about"]),
            Counter(s for s in ranked if s in case["about"] or s in sure),
            case["name"],
        )
    return score
