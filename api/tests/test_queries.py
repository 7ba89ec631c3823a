"""Every list takes the same number of queries, however much there is; every single answer a fixed number."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api.tests.asking import LISTS, V1
from programs.models import Edition
from programs.synthetic import make

pytestmark = pytest.mark.django_db

# Each with one for when anything last changed.
FIXED = {
    "programs/": 9,
    "articles/": 6,
    "organizations/": 5,
    "regions/": 8,
    "terms/": 3,
}


def queries(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(f"{V1}{path}")
    assert response.status_code == 200
    return len(captured)


@pytest.fixture(scope="module")
def counts(catalogue, django_db_blocker) -> dict[int, dict[str, int]]:
    """Queries of each list, with 20 and with 2,000 made-up programs."""
    with django_db_blocker.unblock():
        found = {}
        for size in (20, 2_000):
            list(make(size, seed=1))
            paths = [f"{name}/{query}" for name in LISTS for query in ("", "?page_size=100")]
            paths += SOUGHT
            for path in paths:
                queries(path)  # what a process remembers is read the first time
            found[size] = {path: queries(path) for path in paths}
        return found


SOUGHT = [
    "programs/?region=29200&theme=care-meals&state=running",
    "programs/?sort=closing&page=1",
    "articles/?search=시험",
    "organizations/?search=시험",
]


def test_lists_take_as_many_queries_with_2000_programs_as_with_20(counts):
    assert counts[20] == counts[2_000]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_few_queries_whatever_the_size_of_its_page(counts, name):
    assert counts[2_000][f"{name}/"] == counts[2_000][f"{name}/?page_size=100"]
    assert counts[2_000][f"{name}/"] <= FIXED[f"{name}/"]


@pytest.mark.parametrize("text", ["지원", "시험 사업", "없는낱말입니다"])
def test_a_search_takes_a_bounded_number_of_queries(counts, text):
    """How many depends on what is tried for the words, never on how much there is."""
    assert queries(f"programs/?search={text}") <= 25


def test_a_program_takes_at_most_a_fixed_number_of_queries(counts):
    real = Edition.objects.live().exclude(program__slug__startswith="synthetic-")
    made = Edition.objects.live().filter(program__slug__startswith="synthetic-1-0000")
    slugs = [each.program.slug for each in (real | made).select_related("program")[::4]]
    assert len(slugs) > 20
    assert max(queries(f"programs/{slug}/") for slug in slugs) <= 40
