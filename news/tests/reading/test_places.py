"""Which of the named regions an item is about; how names resolve is tested with the regions."""

from collections import namedtuple

import pytest

from news.reading.places import regions_of

Region = namedtuple("Region", "code name")
Clue = namedtuple("Clue", "text")
Candidate = namedtuple("Candidate", "region")
Resolution = namedtuple("Resolution", "clues candidates", defaults=((), ()))
Mention = namedtuple("Mention", "start text region resolution")
CODES = {"가람시": "10000", "누리도": "10", "솔읍": "1000012300", "다른시": "20000"}


def finder(text, surroundings, day):
    """Finds each word of CODES; the surroundings are kept to be looked at."""
    finder.surroundings = surroundings
    found = []
    for name, code in CODES.items():
        place = text.find(name)
        while place >= 0:
            found.append(
                Mention(place, name, Region(code, name), Resolution((Clue(name), Clue(name))))
            )
            place = text.find(name, place + 1)
    return found


def codes(heading: str, text: str) -> list[str]:
    return [found.code for found in regions_of(finder, heading, text)[0]]


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("가람시, 농가 지원", "가람시는 농가를 돕는다.", ["10000"]),
        ("농가 지원", "가람시 솔읍에서 가람시가 행사를 열었다.", ["10000"]),
        ("누리도 가람시 행사", "가람시는 행사를 열었다.", ["10000"]),
        ("누리도 행사", "누리도는 가람시에서 행사를 열었다. 가람시민도 왔다.", ["10", "10000"]),
        ("솔읍 행사", "솔읍은 행사를 열었다.", ["1000012300"]),
        ("행사", "행사를 열었다.", []),
    ],
)
def test_the_region_that_weighs_most_is_the_items(heading, text, expected):
    assert codes(heading, text) == expected


def test_a_passing_mention_is_not_its_region():
    text = "가람시는 농가를 돕는다. " * 8 + "앞서 다른시도 도왔다."
    assert codes("가람시 농가 지원", text) == ["10000"]


def test_each_clue_is_listed_once():
    (found,), _ = regions_of(finder, "", "가람시는 돕는다.")
    assert found.clues == ("가람시",)


def test_surroundings_are_handed_on():
    regions_of(finder, "", "가람시", ["옆 기사"])
    assert finder.surroundings == ("옆 기사",)


def test_a_name_that_stays_open_is_reported_with_its_candidates():
    both = (Candidate(Region("10000", "가람시")), Candidate(Region("20000", "가람시")))

    def undecided(text, surroundings, day):
        return [Mention(0, "가람시", None, Resolution((), both))]

    regions, open_names = regions_of(undecided, "", "가람시는")
    assert regions == ()
    assert [(name.text, name.codes) for name in open_names] == [("가람시", ("10000", "20000"))]
