"""The three-valued rules: what they may never do, whatever the criteria and the answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.eligibility import (
    AGE,
    BROADER,
    BUSINESS,
    BUSINESS_TERMS,
    INCOME,
    TERM,
    WORDS,
    Answers,
    Between,
    Contradiction,
    Criterion,
    Is,
    LivesIn,
    Mode,
    Place,
    Requirement,
    Unstated,
    Verdict,
    agreed,
    every,
    judge,
    negated,
    next_question,
    open_keys,
    some,
    total,
)

SLUGS = sorted({*BUSINESS_TERMS, *BROADER, *BROADER.values(), "women", "koryo-saram"})
TERM_KEYS = [TERM + slug for slug in SLUGS]
WORD_KEYS = [WORDS + letter for letter in "abc"]
CODES = ["29", "29200", "12", "12330", "41"]
HOME = Place(frozenset({"12330", "29200", "29", "12"}), frozenset({"12330", "29200", "29", "12"}))
CITY = Place(frozenset({"29", "12"}), frozenset({"29", "29200", "12330", "12"}))

truths = st.sampled_from([True, False, None])
bounds = st.integers(0, 90)
atoms = st.one_of(
    st.sampled_from(TERM_KEYS + WORD_KEYS).map(Is),
    st.builds(Between, st.sampled_from([AGE, INCOME]), bounds, st.none() | st.just(90)),
    st.builds(Between, st.just(AGE), st.none(), bounds),
    st.frozensets(st.sampled_from(CODES), min_size=1, max_size=2).map(LivesIn),
    st.just(Unstated()),
)
criteria = st.builds(
    Criterion, st.just("조건"), st.lists(atoms, min_size=1, max_size=2).map(tuple), st.booleans()
)
requirements = st.lists(
    st.builds(
        Requirement, st.lists(criteria, min_size=1, max_size=3).map(tuple), st.sampled_from(Mode)
    ),
    min_size=1,
    max_size=4,
).map(tuple)
ranges = st.tuples(st.integers(0, 90), st.none() | st.integers(0, 10)).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + pair[1])
)
told = st.one_of(
    st.tuples(st.sampled_from([BUSINESS, *TERM_KEYS, *WORD_KEYS]), st.booleans()),
    st.tuples(st.sampled_from([AGE, INCOME]), ranges),
    st.tuples(st.just("region"), st.sampled_from([HOME, CITY])),
)


def answers(pairs) -> Answers:
    """The longest consistent beginning, one answer a question."""
    said, spans, place = {}, {}, None
    for key, value in pairs:
        if key == "region":
            place = place or value
        elif key in (AGE, INCOME):
            spans.setdefault(key, value)
        elif key not in said:
            try:
                Answers(said={**said, key: value})
            except Contradiction:
                continue
            said[key] = value
    return Answers(said=said, ranges=spans, place=place)


@given(requirements, st.lists(told, max_size=8), st.lists(told, max_size=4))
def test_more_answers_never_take_back_what_is_settled(program, first, more):
    before, after = answers(first), answers([*first, *more])

    for each, then in zip(
        judge(program, before).findings, judge(program, after).findings, strict=True
    ):
        assert each.truth is None or each.truth is then.truth
    if total(program, before) is not None:
        assert total(program, after) is total(program, before)


@given(requirements, st.lists(told, max_size=6), told)
def test_a_verdict_settles_only_through_a_criterion_that_says_so(program, first, one):
    before, after = judge(program, answers(first)), judge(program, answers([*first, one]))

    if before.verdict is not after.verdict:
        assert before.verdict is Verdict.UNKNOWN
        changed = [
            then
            for each, then in zip(before.findings, after.findings, strict=True)
            if each.truth is not then.truth
        ]
        assert changed
    if after.verdict is Verdict.DIFFERS and all(each.mode is Mode.EVERY for each in program):
        assert after.deciding
        assert all(finding.truth is False for finding in after.deciding)


@given(requirements, st.lists(told, max_size=6, unique_by=lambda pair: pair[0]), st.randoms())
def test_the_order_of_answers_does_not_matter(program, pairs, random):
    kept = answers(pairs)
    shuffled = [pair for pair in pairs if _is_kept(pair, kept)]
    random.shuffle(shuffled)

    again = answers(shuffled)
    assert again == kept
    assert judge(program, again) == judge(program, kept)
    assert next_question([program], again) == next_question([program], kept)


def _is_kept(pair, kept: Answers) -> bool:
    key, value = pair
    return key in (AGE, INCOME, "region") or kept.said.get(key) is value


@given(requirements)
def test_nothing_told_settles_nothing(program):
    assert total(program, Answers()) is None


@given(requirements, st.lists(told, max_size=8))
def test_what_no_source_states_is_never_settled_in_favour(program, pairs):
    unstated = Requirement((Criterion("출처에 없음", (Unstated(),)),))

    assert total((*program, unstated), answers(pairs)) is not True


@given(requirements, st.lists(told, max_size=6))
def test_only_questions_that_can_matter_are_asked(program, pairs):
    given_answers = answers(pairs)
    key = next_question([program], given_answers)

    assert (key is None) == (not open_keys(program, given_answers))
    if key is not None:
        assert total(program, given_answers) is None
        assert key not in given_answers.said
        skipped = Answers(
            given_answers.said, given_answers.ranges, given_answers.place, frozenset({key})
        )
        assert next_question([program], skipped) != key
        assert judge(program, skipped) == judge(program, given_answers)


@given(st.lists(requirements, max_size=4), st.lists(told, max_size=4), st.randoms())
def test_the_next_question_does_not_depend_on_the_order_of_programs(programs, pairs, random):
    shuffled = list(programs)
    random.shuffle(shuffled)

    assert next_question(programs, answers(pairs)) == next_question(shuffled, answers(pairs))


@given(bounds, bounds, ranges)
def test_a_range_settles_a_bound_only_where_every_age_in_it_does(low, high, span):
    low, high = sorted((low, high))
    atom = Between(AGE, low, high)
    ages = range(span[0], (200 if span[1] is None else span[1]) + 1)
    each = {low <= age <= high for age in ages}

    truth = atom.truth(Answers(ranges={AGE: span}))
    assert truth is (each.pop() if len(each) == 1 else None)


@given(st.lists(truths, max_size=5))
def test_kleene_s_connectives_are_each_other_s_mirror(values):
    assert negated(every(values)) is some(negated(value) for value in values)
    assert agreed(values) in (None, *values)


def test_the_truth_table():
    assert every([True, None]) is None
    assert every([False, None]) is False
    assert some([True, None]) is True
    assert some([False, None]) is None
    assert negated(None) is None
    assert agreed([True, False]) is None


def test_the_question_that_settles_most_comes_first():
    def needs(*keys):
        return tuple(Requirement((Criterion(key, (Is(key),)),)) for key in keys)

    programs = [needs(WORDS + "a"), needs(WORDS + "b"), needs(WORDS + "b", WORDS + "c")]
    assert next_question(programs, Answers()) == WORDS + "b"
    assert next_question(programs, Answers(said={WORDS + "b": False})) == WORDS + "a"


def test_whether_for_people_or_a_company_is_asked_before_what_follows_from_it():
    def needs(key):
        return (Requirement((Criterion(key, (Is(key),)),)),)

    people, company = needs("term:pregnant"), needs("term:businesses")
    assert next_question([people, people, company], Answers()) == BUSINESS
    assert next_question([people, people], Answers()) == "term:pregnant"
    assert next_question([people, company], Answers(skipped=frozenset({BUSINESS}))) in TERM_KEYS


def test_origin_comes_last_among_questions_that_settle_as_much():
    def needs(key):
        return (Requirement((Criterion(key, (Is(key),)),)),)

    programs = [needs("term:koryo-saram"), needs(WORDS + "z")]
    said = {BUSINESS: False}
    assert next_question(programs, Answers(said=said)) == WORDS + "z"


def test_answers_for_a_company_rule_out_people_and_the_other_way_round():
    assert Answers(said={BUSINESS: True}).of("term:pregnant") is False
    assert Answers(said={BUSINESS: False}).of("term:businesses") is False
    assert Answers(said={BUSINESS: True}).of("term:businesses") is None


def test_the_narrow_says_yes_to_the_broad_and_the_broad_no_to_the_narrow():
    assert Answers(said={"term:deaf": True}).of("term:household-disabled") is True
    assert Answers(said={"term:household-disabled": False}).of("term:deaf") is False
    assert Answers(said={"term:disabled": True}).of("term:deaf") is None


@pytest.mark.parametrize(
    "said",
    [
        {BUSINESS: True, "term:pregnant": True},
        {"term:deaf": True, "term:disabled": False},
        {"term:high-risk-pregnancy": True, "term:pregnant": False},
    ],
)
def test_answers_that_can_not_all_be_true_are_refused(said):
    with pytest.raises(Contradiction):
        Answers(said=said)


def test_a_place_larger_than_the_area_leaves_it_open():
    gwangsan = LivesIn(frozenset({"29200"}))

    assert gwangsan.truth(Answers(place=HOME)) is True
    assert gwangsan.truth(Answers(place=CITY)) is None
    assert LivesIn(frozenset({"41"})).truth(Answers(place=CITY)) is False
