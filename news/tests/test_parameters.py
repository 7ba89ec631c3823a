import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.filters import ArticleFilter
from news.models import Article, Publisher
from news.parameters import BadAddress, NoSuchPage, only_pages, paged, read

pytestmark = pytest.mark.django_db
QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

names = st.one_of(
    st.sampled_from(["publisher", "region", "page", "utm_source", "fbclid", "q"]),
    st.text(max_size=12),
)
values = st.one_of(
    st.sampled_from(["", "29", "paper", "1", "0", "-1", "９", "१"]), st.text(max_size=40)
)


def slips(query: str) -> list[str]:
    with pytest.raises(BadAddress) as refusal:
        read(ArticleFilter, QueryDict(query), Article.objects.all())
    return [slip.name for slip in refusal.value.slips]


def outcome(query: QueryDict) -> BadAddress | NoSuchPage | int:
    """The number of the page that is shown, or why none is."""
    try:
        filterset = read(ArticleFilter, query, Article.objects.order_by("pk"))
        return paged(filterset.qs, query).number
    except (BadAddress, NoSuchPage) as refusal:
        return refusal


@QUIET
@given(st.lists(st.tuples(names, values), max_size=6))
def test_any_address_is_answered_or_refused_by_its_own_names_and_never_an_error(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)

    found = outcome(query)
    if isinstance(found, BadAddress):
        assert {slip.name for slip in found.slips} <= {name[:60] for name, _value in pairs}
    elif isinstance(found, NoSuchPage):
        assert found.last == 1
    else:
        assert found == 1


@QUIET
@given(st.text(max_size=30))
def test_only_a_plain_number_is_a_page(text):
    query = QueryDict(mutable=True)
    query["page"] = text

    assert (outcome(query) == 1) == (text == "" or text.lstrip("0") == "1")


def test_every_slip_is_named():
    assert slips("publsher=a&x=1") == ["publsher", "x"]
    assert slips("publisher=nobody") == ["publisher"]
    assert slips("publisher=a&publisher=b")[0] == "publisher"


def test_an_alias_hides_the_filters_own_name():
    Publisher.objects.create(slug="paper")
    read(
        ArticleFilter,
        QueryDict("paper=paper"),
        Article.objects.all(),
        aliases={"paper": "publisher"},
    )

    with pytest.raises(BadAddress) as refusal:
        read(
            ArticleFilter,
            QueryDict("publisher=paper"),
            Article.objects.all(),
            aliases={"paper": "publisher"},
        )
    assert [slip.name for slip in refusal.value.slips] == ["publisher"]


def test_the_name_of_the_page_is_used_where_a_filters_value_is_wrong():
    with pytest.raises(BadAddress) as refusal:
        read(
            ArticleFilter,
            QueryDict("paper=x"),
            Article.objects.all(),
            aliases={"paper": "publisher"},
        )
    assert [slip.name for slip in refusal.value.slips] == ["paper"]


@pytest.mark.parametrize("query", ["page=2", "utm_campaign=x&page=1", "", "n_media=27758"])
def test_lists_with_pages_only_take_pages_and_tracking(query):
    only_pages(QueryDict(query))


@pytest.mark.parametrize("query", ["sort=new", "page=1&page=2", "utmsource=x"])
def test_and_nothing_else(query):
    with pytest.raises(BadAddress):
        only_pages(QueryDict(query))
