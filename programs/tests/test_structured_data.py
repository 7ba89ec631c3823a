import json

import pytest
from django.db.models.functions import Now

from programs.actions import publish
from programs.models import ApplicationWindow, Channel
from programs.statements import Evidence
from programs.structured_data import as_script_text, government_service
from programs.tests.factories import (
    make_article,
    make_draft,
    make_program,
    make_publisher,
    make_region,
    make_term,
)

pytestmark = pytest.mark.django_db


def data(edition) -> dict:
    return government_service(
        Evidence(edition),
        areas=list(edition.service_areas.all()),
        absolute=lambda path: f"https://example.kr{path}",
    )


def test_a_program_is_a_government_service_with_provider_area_kind_and_news():
    article = make_article(date_published="2024-03", publisher=make_publisher(name="광주일보"))
    edition = make_program(
        article=article,
        region=make_region("29200"),
        benefits=[make_term("benefit", name="현금 지원")],
    )

    found = data(edition)

    assert found["@type"] == "GovernmentService"
    assert found["url"] == f"https://example.kr/programs/{edition.program.slug}/"
    assert found["serviceType"] == ["현금 지원"]
    assert found["provider"][0]["@type"] == "GovernmentOrganization"
    assert found["areaServed"][0]["identifier"] == "29200"
    assert found["subjectOf"] == [
        {
            "@type": "NewsArticle",
            "headline": article.headline,
            "url": f"https://example.kr/news/{article.key}/",
            "publisher": {"@type": "Organization", "name": "광주일보"},
            "datePublished": "2024-03",
        }
    ]


def test_what_no_source_states_is_left_out():
    article = make_article(date_published="XXXX-08", publisher=make_publisher(name=""))
    found = data(make_program(article=article))

    assert {"alternateName", "availableChannel", "offers"}.isdisjoint(found)
    assert {"datePublished", "publisher"}.isdisjoint(found["subjectOf"][0])


def test_an_article_that_is_no_longer_public_is_not_told():
    edition = make_program(article=make_article(headline="거두어들인 제목"))
    edition.facts.first().article.__class__.objects.update(confirmed_at=None)

    assert "거두어들인 제목" not in json.dumps(data(edition), ensure_ascii=False)


def test_channels_and_full_days_are_told():
    draft = make_draft()
    article = make_article()
    Channel.objects.create(edition=draft, article=article, kind="phone", value="062-000-0000")
    ApplicationWindow.objects.create(
        edition=draft, article=article, kind="fixed", opens="2026-12", closes="2026-12-20"
    )

    found = data(publish(edition=draft, by=None))

    assert found["availableChannel"][0]["servicePhone"]["telephone"] == "062-000-0000"
    assert found["offers"] == [{"@type": "Offer", "availabilityEnds": "2026-12-20"}]


@pytest.mark.parametrize("evil", ["</script><script>alert(1)</script>", "<!--", "a & b", "\u2028"])
def test_nothing_in_the_data_ends_the_script(evil):
    text = as_script_text({"name": evil})

    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"name": evil}


def test_reporters_are_not_told_to_search_engines():
    article = make_article(reporter="홍길동", confirmed_at=Now())
    assert "홍길동" not in json.dumps(data(make_program(article=article)), ensure_ascii=False)
