"""The starting catalogue as residents see it: every value, source and region on its page, and no city mixed up."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from news.models import Article
from programs.models import Edition, Organization, Term
from programs.statements import Evidence
from programs.tests.catalogue_reader import PROGRAMS
from programs.values import exact_words, fact_words
from regions.models import Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

METROPOLITAN, GYEONGGI = "29", "41610"


class Site:
    """The pages of the catalogue, each fetched once."""

    def __init__(self):
        self.client = Client()
        self._pages: dict[str, BeautifulSoup] = {}

    def page(self, address: str) -> BeautifulSoup:
        if address not in self._pages:
            response = self.client.get(address)
            assert response.status_code == 200, address
            self._pages[address] = BeautifulSoup(response.content, "html.parser")
        return self._pages[address]

    def text(self, address: str) -> str:
        """What the page says, white space folded and marks' word joiners left out."""
        body = self.page(address).body
        return " ".join(body.get_text(" ").replace("\u2060", "").split())


@pytest.fixture(scope="module")
def site(catalogue) -> Site:
    return Site()


def live() -> list[Edition]:
    return list(Edition.objects.live().select_related("program").order_by("pk"))


def test_every_program_of_the_files_has_its_page(site):
    assert {edition.program.slug for edition in live()} == {entry["slug"] for entry in PROGRAMS}
    for slug in (entry["slug"] for entry in PROGRAMS):
        assert site.page(reverse("program", args=[slug]))


def test_every_value_source_and_region_stands_on_its_programs_page(site):
    for edition in live():
        text = site.text(edition.get_absolute_url())
        evidence = Evidence(edition)
        for statement in evidence.statements():
            assert statement.label.name in text, (edition, statement.label)
            for variant in statement.variants:
                assert fact_words(variant.fact) in text, (edition, variant.fact)
                assert exact_words(variant.fact) in text
                assert variant.fact.according_to in text
                assert variant.fact.detail in text
        for source in evidence.sources:
            assert source.article.headline in text, (edition, source)
            assert source.article.publisher.display_name in text
        for area in edition.service_areas.all():
            assert area.full_name in text, (edition, area)
        for unknown in edition.unknowns:
            assert f"{unknown}: 확인되지 않음" in text


def test_every_other_statement_stands_on_its_programs_page(site):
    for edition in live():
        text = site.text(edition.get_absolute_url())
        for row in Evidence(edition).rows:
            for field in ("words", "name", "places", "note", "as_printed", "why_corrected"):
                assert (getattr(row, field, "") or "") in text, (edition, row, field)
        for row in edition.involvements.select_related("organization"):
            assert row.organization.name in text
            assert row.description in text


def test_the_figures_of_the_files_can_be_read_in_digits(site):
    """The files' own numbers, whatever words the page puts around them."""
    for edition in live():
        text = site.text(edition.get_absolute_url()).replace(",", "")
        for fact in edition.facts.exclude(number=None):
            for number in (fact.number, fact.number_max):
                assert number is None or re.search(rf"(?<!\d){int(number)}(?!\d)", text), fact


def test_the_two_figures_for_koryo_saram_stand_side_by_side(site):
    page = site.page("/programs/koryo-settlement/")
    [row] = page.select(".row--quarrel")

    assert "두 출처의 수가 다릅니다." in row.get_text()
    said = [voice.get_text(" ", strip=True).replace("\u2060", "") for voice in row.select(".said")]
    assert "약 4,700명" in said[0]
    assert "법무부 통계" in said[0]
    assert "약 7,000명" in said[1]
    assert "고려인마을 추산" in said[1]


def test_the_trade_mission_is_drawn_with_its_undated_round_apart_and_told_in_a_table(site):
    page = site.page("/programs/bukgu-photonics-mission/")
    [chart] = page.select("svg.chart")

    assert chart["role"] == "img"
    named_by = chart["aria-labelledby"].split()
    title, description = (chart.find(id=name).get_text() for name in named_by)
    assert title == "수출 계약"
    for figure in ("984만 달러", "1,000만 달러", "1,251만 달러", "목표 150만 달러"):
        assert figure in description
    assert len(chart.select(".chart__bar")) == 3
    assert len(chart.select(".chart__bar--undated")) == len(chart.select(".chart__split")) == 1
    assert len(chart.select(".chart__target")) == 1
    rows = [row.get_text(" ", strip=True) for row in page.select(".results__table tbody tr")]
    assert [row.split()[0] for row in rows] == ["2023년", "2024년", "연도"]
    assert "150만 달러" in rows[1]


def test_every_source_has_its_page_with_its_readings(site):
    for article in Article.objects.public().prefetch_related("readings"):
        text = site.text(article.get_absolute_url())
        assert article.headline in text
        assert article.date_note in text
        for reading in article.readings.all():
            assert reading.as_printed in text
            assert reading.corrected in text
            assert reading.why in text


def of_ground(code: str) -> set[int]:
    region = Region.objects.get(code=code)
    return set(Edition.objects.live().covering(region).values_list("pk", flat=True))


def addresses_of(code: str) -> list[str]:
    """Every page that belongs to one of the two cities."""
    here = Edition.objects.filter(pk__in=of_ground(code)).select_related("program")
    region = Region.objects.get(code=code)
    ground = Region.objects.overlapping(region)
    articles = Article.objects.public().filter(regions__in=ground).distinct()
    bodies = Organization.objects.filter(involvements__edition__in=here).distinct()
    return [
        *(edition.get_absolute_url() for edition in here),
        *(article.get_absolute_url() for article in articles),
        *(body.get_absolute_url() for body in bodies),
        *(each.get_absolute_url() for each in ground if len(each.code) < 10),
        *(f"/programs/?region={each.code}&page=1" for each in ground if len(each.code) < 10),
        f"/news/?region={code}",
    ]


@pytest.mark.parametrize(("code", "other"), [(METROPOLITAN, GYEONGGI), (GYEONGGI, METROPOLITAN)])
def test_no_page_of_one_gwangju_lists_or_links_anything_of_the_other(site, code, other):
    ours, theirs = of_ground(code), of_ground(other)
    assert ours
    assert theirs
    assert not ours & theirs
    forbidden = {edition.get_absolute_url() for edition in Edition.objects.filter(pk__in=theirs)}
    elsewhere = Region.objects.overlapping(Region.objects.get(code=other))
    forbidden |= {
        article.get_absolute_url()
        for article in Article.objects.filter(regions__in=elsewhere)
        if not article.regions.filter(
            pk__in=Region.objects.overlapping(Region.objects.get(code=code)).values("pk")
        )
    }

    for address in addresses_of(code):
        page = site.page(address)
        links = {link["href"].split("?")[0] for link in page.select("a[href]")}
        assert not links & forbidden, address


def test_every_theme_and_organization_has_its_page(site):
    for theme in Term.objects.filter(taxonomy=Term.Taxonomy.THEME):
        assert site.page(theme.get_absolute_url())
    for body in Organization.objects.all():
        assert site.page(body.get_absolute_url())
