"""Korean that reads like a program's page and says nothing: words as unevenly frequent as in real texts."""

from __future__ import annotations

import random
from itertools import accumulate


def _words(text: str) -> list[str]:
    return text.split()


_EVERYWHERE = _words(
    "지원 사업 신청 대상 교육 상담 서비스 센터 주민 운영 참여 안내 프로그램 모집 이용"
)
_FIRST = _words(
    "청년 장애인 어르신 임산부 아동 가족 다문화 외국인 농가 소상공인 여성 청소년 한부모 1인가구 돌봄 건강 치매 "
    "산후 난임 영유아 보육 학습 취업 창업 일자리 주거 전세 월세 이사 에너지 난방 교통 버스 주차 자전거 문화 "
    "예술 관광 축제 도서관 체육 환경 재활용 안전 재난 방역 예방 심리 마음 재활 의료 검진 급식 반찬 도시락 "
    "김장 텃밭 귀농 축산 수출 무역 특허 판로 시장 골목 마을 자치 봉사 평생 디지털 통역 번역 정착 귀환 보훈 "
    "반려동물 법률 세금 금융 저축 장학 기숙사 놀이터 수영 공원 숲 캠핑"
)
_SECOND = _words(
    "바우처 수당 장려금 보조금 융자 대여 쿠폰 꾸러미 교실 학교 캠프 모임 동아리 쉼터 상담소 지킴이 도우미 "
    "방문 배달 점검 수리 검사 접종 치료 훈련 인턴 멘토링 공모전 박람회 설명회 체험 여행 할인 감면 환급 "
    "보험 통장 공제 임대 대출 이자 컨설팅 인증 매칭 네트워크"
)
_ENDINGS = ["을", "이", "은", "에", "의", "", "", ""]
# Enough for a long tail; every further word is one more that search keeps for good.
_COMPOUNDS = 1_500
_VERBS = ["지원해요", "도와요", "받을 수 있어요", "운영해요", "제공해요", "열려요", "모집해요"]


def _ranked() -> list[str]:
    """From everywhere to hardly anywhere. The order is mixed once, the same in every process."""
    rng = random.Random("ranks")  # noqa: S311 - made-up texts, no secrets
    compounds = [first + second for first in _FIRST for second in _SECOND]
    words = [*_FIRST, *_SECOND, *rng.sample(compounds, _COMPOUNDS)]
    rng.shuffle(words)
    return [*_EVERYWHERE, *words]


_WORDS = _ranked()
# Zipf's law: the n-th word is drawn 1/n as often as the first; the offset flattens the very top.
_BOUNDS = list(accumulate(1 / (rank + 3) for rank in range(len(_WORDS))))


class Writer:
    def __init__(self, rng: random.Random):
        self.rng = rng

    def words(self, count: int) -> list[str]:
        return self.rng.choices(_WORDS, cum_weights=_BOUNDS, k=count)

    def title(self) -> str:
        return " ".join(self.words(self.rng.randint(2, 4)))

    def sentence(self) -> str:
        words = [word + self.rng.choice(_ENDINGS) for word in self.words(self.rng.randint(4, 9))]
        return f"{' '.join(words)} {self.rng.choice(_VERBS)}."

    def text(self, letters: int) -> str:
        """Sentences until there are ``letters`` letters, each text marked as made up."""
        parts = ["(시험)"]
        while sum(map(len, parts)) < letters:
            parts.append(self.sentence())
        return " ".join(parts)
