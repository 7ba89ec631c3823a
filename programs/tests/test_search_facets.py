"""Facet counts against brute force: each choice counts what a click on it would show, whatever else is chosen."""

import random
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs.actions import publish
from programs.facets import facets
from programs.filters import ProgramFilter
from programs.listing import ListFilter, facet_regions
from programs.models import Edition, Schedule, Term
from programs.tests.factories import make_article, make_draft, make_region, make_term
from regions.models import Region

WORDS = ["도예", "가야금", "숲해설"]
SLUGS = {
    "theme": ["t1", "t2", "t3"],
    "life_stage": ["l1", "l2"],
    "household": ["h1", "h2"],
    "benefit": ["b1", "b2"],
}
CODES = ["29", "29200", "29170", "41610"]


@pytest.fixture(scope="module")
def many(django_db_setup, django_db_blocker):
    """Thirty programs with every kind of thing that filters ask for, the same in every run."""
    from django.db import transaction

    chance = random.Random(4)
    with django_db_blocker.unblock(), transaction.atomic():
        regions = [make_region(code) for code in CODES]
        terms = {
            name: [make_term(name, slug=slug) for slug in slugs] for name, slugs in SLUGS.items()
        }
        article = make_article()
        for _number in range(30):
            make_one(chance, regions, terms, article)
        yield list(Edition.objects.live())
        transaction.set_rollback(True)


def make_one(chance: random.Random, regions: list[Region], terms: dict, article) -> None:
    def some(name: str) -> list[Term]:
        return chance.sample(terms[name], chance.randint(0, 2))

    draft = make_draft(
        name=" ".join(chance.sample(WORDS, chance.randint(1, 3))),
        phase=chance.choice(Edition.Phase.values),
        phase_article=article,
        article=article,
        region=chance.choice(regions),
        themes=some("theme") or terms["theme"][:1],
        audiences=some("life_stage") + some("household"),
        benefits=some("benefit"),
    )
    if chance.random() < 0.4:
        ends = chance.choice(["2020", "2030"])
        Schedule.objects.create(edition=draft, valid_to=ends, article=article)
    checked = date.today() - timedelta(days=chance.choice([10, 500, 900]))
    for rows in (draft.facts, draft.involvements):
        rows.update(verified_on=checked)
    publish(edition=draft, by=None)


def subset(values: list[str]) -> st.SearchStrategy:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


CHOSEN = st.fixed_dictionaries(
    {
        **{name: subset(slugs) for name, slugs in SLUGS.items()},
        "state": subset(Edition.State.values),
        "freshness": subset(Edition.Freshness.values),
        "region": st.lists(st.sampled_from(CODES), max_size=1),
        "search": st.lists(st.sampled_from([*WORDS, "도예 가야금", "없는말쿠쿠"]), max_size=1),
    }
)


def holds(edition: Edition, chosen: dict[str, list[str]], *, but: str = "") -> bool:
    return all(
        fits(edition, name, values) for name, values in chosen.items() if values and name != but
    )


def fits(edition: Edition, name: str, values: list[str]) -> bool:
    day = date.today()
    if name == "state":
        return edition.state_on(day) in values
    if name == "freshness":
        return edition.freshness_on(day) in values
    if name == "region":
        near = Region.objects.overlapping(Region.objects.get(pk=values[0]))
        return edition.service_areas.filter(pk__in=near).exists()
    if name == "search":
        # Every name here is made of whole words: those that have all of them, or if few, some.
        return edition.program_id in found(values[0])
    relation = {"theme": "themes", "benefit": "benefits"}.get(name, "audiences")
    return getattr(edition, relation).filter(taxonomy=name, slug__in=values).exists()


def found(text: str) -> set[int]:
    return set(Edition.objects.live().search(text).values_list("program_id", flat=True))


def left_out(edition: Edition, chosen: dict[str, list[str]], *, but: str = "") -> bool:
    """The page leaves out what nobody checked for long, unless one asks by one of these."""
    asks = but in {"search", "freshness", "state"} or any(
        chosen[n] for n in ("search", "freshness", "state")
    )
    return not asks and edition.freshness_on(date.today()) == Edition.Freshness.LONG_OVERDUE


def data(chosen: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, values)
    return query


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(CHOSEN)
def test_counts_are_right_under_any_combination(many, chosen):
    filterset = ListFilter(data(chosen), queryset=Edition.objects.live())
    assert filterset.is_valid(), filterset.errors
    regions = facet_regions(filterset.form.cleaned_data["region"])
    for facet in facets(filterset, regions=regions):
        others = [
            edition
            for edition in many
            if holds(edition, chosen, but=facet.name)
            and not left_out(edition, chosen, but=facet.name)
        ]
        for choice in facet.choices:
            right = sum(fits(edition, facet.name, [choice.value]) for edition in others)
            assert choice.count == right, (facet.name, choice)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(CHOSEN)
def test_the_list_holds_what_fits_and_counts_it(many, chosen):
    for kind, leaves_out in ((ListFilter, True), (ProgramFilter, False)):
        filterset = kind(data(chosen), queryset=Edition.objects.live())
        right = {
            edition.pk
            for edition in many
            if holds(edition, chosen) and not (leaves_out and left_out(edition, chosen))
        }
        assert {edition.pk for edition in filterset.qs} == right
        assert {edition.pk for edition in filterset.qs[:50]} == right
        assert filterset.qs.count() == len(right)
        assert filterset.selection().bit_count() == len(right)


@pytest.mark.django_db
def test_counting_takes_the_same_few_queries_whatever_is_chosen(
    many, django_assert_max_num_queries
):
    filterset = ListFilter(
        data({"search": ["도예"], "theme": ["t1"]}), queryset=Edition.objects.live()
    )
    assert filterset.is_valid()
    regions = facet_regions(None)
    with django_assert_max_num_queries(14):
        facets(filterset, regions=regions)
