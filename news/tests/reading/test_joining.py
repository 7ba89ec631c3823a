import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.reading.joining import Spelling, joint_of, mend


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("보호자 편의", "를 높이기 위해", "보호자 편의를 높이기 위해"),
        ("지역 농가를 대", "상으로 설명회를 열었다.", "지역 농가를 대상으로 설명회를 열었다."),
        ("축제는 지난해까지", "12회 열려", "축제는 지난해까지 12회 열려"),
        ("이동 진료를 받은", "주민은", "이동 진료를 받은 주민은"),
        ("소득을 높여준다", "는 계획이다. 군은", "소득을 높여준다는 계획이다. 군은"),
        ("요금을 내린다는", "방침이다. 군은", "요금을 내린다는 방침이다. 군은"),
        ("시민의 건강과 안", "전을 살피는", "시민의 건강과 안전을 살피는"),
        ("시범 운영했", "다. 이번", "시범 운영했다. 이번"),
        ("문을 연다.", "신청은 누리집에서", "문을 연다. 신청은 누리집에서"),
        ("돕겠다”", "고 말했다.", "돕겠다”고 말했다."),
        ("참여할", "수 있다", "참여할 수 있다"),
        ("공사(KOR", "AIL)가", "공사(KORAIL)가"),
        ("과장 한솔비", "나주지방노동청장이 참석했다", "과장 한솔비 나주지방노동청장이 참석했다"),
    ],
)
def test_a_cut_word_is_one_again_and_a_space_stays(left, right, whole):
    assert mend(left, right) == whole


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("정원은 20", "명이", "정원은 20명이"),
        ("모두 20", "여 명이 참석했다", "모두 20여 명이 참석했다"),
        ("사업비 5억", "원을 들여", "사업비 5억원을 들여"),
        ("전체 35", "곳 가운데", "전체 35곳 가운데"),
        ("약 30", "%가 줄었다", "약 30%가 줄었다"),
        ("2만1", "196명이", "2만1196명이"),
        ("빈집 41", "가구가", "빈집 41가구가"),
        ("오는 3", "월부터 시행한다", "오는 3월부터 시행한다"),
        ("협력기관 10", "개 기관과", "협력기관 10개 기관과"),
    ],
)
def test_a_number_keeps_its_counter(left, right, whole):
    assert mend(left, right) == whole


def test_the_pages_own_spelling_of_counters_prevails():
    apart = Spelling.of("회원 12 명이 모였다\n강사 3 명이 왔다")
    assert mend("정원은 20", "명이", apart) == "정원은 20 명이"


def test_the_pages_own_spelling_of_a_compound_prevails():
    together = Spelling.of("돌봄지원 사업은\n돌봄지원 예산을\n돌봄 지원")
    apart = Spelling.of("돌봄 지원 사업은\n돌봄 지원 예산을")
    assert mend("구는 돌봄", "지원이", together) == "구는 돌봄지원이"
    assert mend("구는 돌봄", "지원이", apart) == "구는 돌봄 지원이"


def test_a_name_that_no_dictionary_has_is_known_from_the_page():
    page = Spelling.of("해솔누리단은 지난해 만들어졌다")
    assert mend("올해 해솔누", "리단이 찾은", page) == "올해 해솔누리단이 찾은"


def test_names_of_the_catalogue_help_too():
    assert Spelling.of("", ("가람솔빛재단",)).writes_apart("가람솔", "빛재단이") is False


def test_a_particle_printed_on_both_sides_of_a_break_is_kept_once():
    assert (
        mend("이러한 결과를 바탕으로", "로 사업을 넓힌다") == "이러한 결과를 바탕으로 사업을 넓힌다"
    )


def test_words_printed_on_both_sides_of_a_break_are_kept_once():
    assert mend("주민이 함께 만드는", "함께 만드는 잔치다") == "주민이 함께 만드는 잔치다"


@pytest.mark.parametrize("right", ["이 사업을 통해", "도 관계자는", "그 결과를"])
def test_a_word_that_only_looks_like_a_particle_stays(right):
    assert mend("참가한 주민들이", right).endswith(right)


KOREAN = st.text(
    st.sampled_from("가나다시는을를이에로서 명월일군민원2024,.()“”‘’·%AB"), max_size=40
)


@settings(max_examples=150, deadline=None)
@given(KOREAN, KOREAN)
def test_mending_adds_at_most_one_space_and_loses_only_reprints(left, right):
    joint = joint_of(left, right)
    assert joint.glue in ("", " ")
    kept = right.lstrip()[joint.repeated :]
    assert mend(left, right) == left.rstrip() + joint.glue + kept
    assert joint.repeated == 0 or left.rstrip().endswith(right.lstrip()[: joint.repeated])
