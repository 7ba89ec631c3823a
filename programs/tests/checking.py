"""Asking the check as a browser without scripts does, and programs with criteria for it."""

from __future__ import annotations

import re

from django.test import Client

from programs.actions import publish
from programs.models import Edition, Eligibility, Term
from programs.tests.factories import make_article, make_draft, make_term

CHECK = "/check/"


def add(edition: Edition, **fields) -> Eligibility:
    fields = {"article": make_article(), "position": edition.criteria.count(), **fields}
    return Eligibility.objects.create(edition=edition, **fields)


def program_for(*rows: dict, **fields) -> Edition:
    edition = make_draft(**fields)
    for row in rows:
        add(edition, **row)
    return publish(edition=edition, by=None)


def post(client: Client, *given: str, **fields):
    return client.post(CHECK, {"answer": list(given), **fields})


def results(client: Client, *given: str) -> dict[str, list[str]]:
    """Programs' names by verdict."""
    groups = post(client, *given, show="results").context["groups"]
    return {
        str(group.verdict): [result.candidate.name for result in group.results] for group in groups
    }


def asked(response) -> str:
    return response.context["question"].key


def buttons(response) -> set[str]:
    return set(re.findall(r'<button[^>]* name="answer" value="([^"]+)"', response.content.decode()))


def term(slug: str, **fields) -> Term:
    return make_term(Term.Taxonomy.AUDIENCE, slug, **fields)


def pregnant() -> dict:
    return {"kind": "term", "term": term("pregnant", name="임신부"), "words": "임신부"}
