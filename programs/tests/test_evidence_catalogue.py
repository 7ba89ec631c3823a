"""Every invented article, beside the whole catalogue: its page opens, and all that it says can be added."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from programs.evidence.adding import DraftChoice, add, settle
from programs.evidence.reading import read
from programs.models import Edition, EvidenceCase
from programs.publishing import refusals
from programs.tests.evidence_measure import article_of, cases

pytestmark = pytest.mark.django_db
CASES = cases("tuned") + cases("unseen")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_everything_that_an_article_says_can_be_added_and_then_published(catalogue, client, case):
    client.force_login(get_user_model().objects.create_superuser("staff"))
    article = article_of(case)

    response = client.get(reverse("admin:programs_evidence_article", args=[article.pk]))
    assert response.status_code == 200
    for program in read(article).programs:
        if not program.findings and not program.drafts:
            continue
        chosen = {
            "findings": [f"{finding.verdict}:{finding.key}" for finding in program.findings],
            "drafts": [
                DraftChoice(d.key, d.label or "이름", d.kind, d.as_of) for d in program.drafts
            ],
        }
        added = add(article=article, program=program.edition.program, by=None, **chosen)
        again = add(article=article, program=program.edition.program, by=None, **chosen)

        assert len(added.rows) + len(added.passages) + added.were_there == len(
            program.findings
        ) + len(program.drafts)
        assert (again.rows, again.passages, again.cases) == ([], [], [])
        assert refusals(added.edition) == []


def test_rounds_of_the_working_edition_are_its_own(catalogue):
    [case] = [case for case in CASES if case["name"].startswith("contradiction")]
    article = article_of(case)
    [program] = [p for p in read(article).programs if p.match.is_sure][:1]

    added = add(
        article=article,
        program=program.edition.program,
        findings=[f"{finding.verdict}:{finding.key}" for finding in program.findings],
        by=None,
    )

    assert {row.round.edition_id for row in added.rows if row.round} == {added.edition.pk}
    assert {case.round_key for case in added.cases} == {"2024"}
    for case in added.cases:
        settle(case=case, outcome="superseded", reason="바로잡힘", by=None)
    contracts = added.edition.facts.filter(label__slug="export-contracts", round__key="2024")
    assert [fact.number for fact in contracts] == [9_200_000]
    assert not EvidenceCase.objects.open().exists()
    assert (
        Edition.objects.live()
        .get(program=added.edition.program)
        .facts.filter(label__slug="export-contracts", round__key="2024", number=10_000_000)
    )
