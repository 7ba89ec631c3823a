"""What the database adds to a reading."""

import pytest
from django.core.management import call_command

from news.models import Publisher
from news.reading import catalogue
from news.reading.page import read_page, read_text
from news.tests.reading.samples import sample, sample_names

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions():
    call_command("load_catalogue", verbosity=0)


@pytest.fixture
def named(monkeypatch):
    monkeypatch.setattr(catalogue, "_name_sources", [])
    return catalogue.names_from


def test_names_of_other_rooms_are_offered(named):
    named(lambda: ["한국시각장애인연합회"])
    found = read_text("한국시각장에인연합회가 모였다.", knowledge=catalogue.knowledge()).items[0]
    assert [one.suggested for one in found.corrections] == ["한국시각장애인연합회"]


def test_a_source_of_names_is_asked_once_however_often_it_registers(named):
    asked = []

    def source():
        asked.append(1)
        return []

    named(source)
    named(source)
    catalogue.knowledge()
    assert len(asked) == 1


def test_a_publisher_is_known_by_its_mail_domain():
    Publisher.objects.create(slug="namnyeok", name="남녘신문", domain="namnyeok.example")
    data, _ = sample("columns-and-photo")
    assert read_page(data, knowledge=catalogue.knowledge()).publisher == "남녘신문"


@pytest.mark.usefixtures("named")
def test_the_catalogue_is_read_in_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        catalogue.knowledge()


@pytest.mark.usefixtures("regions")
def test_sample_pages_are_placed_in_their_regions_with_clues():
    known = catalogue.knowledge()
    for name in sample_names():
        data, expected = sample(name)
        reading = read_page(data, knowledge=known)
        for item, wanted in zip(reading.items, expected["items"], strict=True):
            assert [found.code for found in item.regions] == wanted["regions"], item.headline
            assert all(found.clues for found in item.regions)


@pytest.mark.usefixtures("regions")
@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("시는 곤지암읍에서 진료를 했다.", "41610"),
        ("시는 광산구와 북구에서 진료를 했다.", "29"),
        ("시는 진료를 했다.", None),
    ],
)
def test_a_name_of_two_cities_stays_open_without_a_clue(sentence, code):
    text = f"광주시, 이동 진료\n\n광주시가 이동 진료를 시작했다고 밝혔다. {sentence}"
    (item,) = read_text(text, knowledge=catalogue.knowledge()).items
    assert [found.code for found in item.regions][:1] == ([code] if code else [])
    assert bool(item.open_names) == (code is None)
