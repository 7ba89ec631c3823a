"""Places outside the catalogue that stand before a district's name, or beside a city's, in texts.

``부산 북구`` is not ours; ``부산·광주`` lists metropolitan cities. General knowledge of the country's
provinces (codes of the same official list) and cities; nothing here is a region of the catalogue.
"""

from __future__ import annotations

from typing import NamedTuple


class Elsewhere(NamedTuple):
    level: str
    province: str


METROPOLISES = {
    "서울": ("11", "특별시"),
    "부산": ("26", "광역시"),
    "대구": ("27", "광역시"),
    "인천": ("28", "광역시"),
    "대전": ("30", "광역시"),
    "울산": ("31", "광역시"),
    "세종": ("36", "특별자치시"),
}
PROVINCES = {
    "강원": ("51", "강원도", "강원특별자치도"),
    "충북": ("43", "충청북도"),
    "충남": ("44", "충청남도"),
    "전북": ("52", "전라북도", "전북특별자치도"),
    "경북": ("47", "경상북도"),
    "경남": ("48", "경상남도"),
    "제주": ("50", "제주도", "제주특별자치도"),
}
CITIES = {
    "41": "수원 성남 의정부 안양 부천 광명 평택 동두천 안산 고양 과천 구리 남양주 오산 시흥 군포 의왕"
    " 하남 용인 파주 이천 안성 김포 화성 양주 포천 여주",
    "51": "춘천 원주 강릉 동해 태백 속초 삼척",
    "43": "청주 충주 제천",
    "44": "천안 공주 보령 아산 서산 논산 계룡 당진",
    "52": "전주 군산 익산 정읍 남원 김제",
    "47": "포항 경주 김천 안동 구미 영주 영천 상주 문경 경산",
    "48": "창원 진주 통영 사천 김해 밀양 거제 양산",
    "50": "제주 서귀포",
}
ABROAD = {"중국": Elsewhere("country", "")}


def places() -> dict[str, Elsewhere]:
    """As written: 부산, 부산시, 부산광역시, 경남, 수원시, 포항."""
    found = dict(ABROAD)
    for stem, (code, ending) in METROPOLISES.items():
        for written in (stem, f"{stem}시", stem + ending):
            found[written] = Elsewhere("province", code)
    for short, (code, *full) in PROVINCES.items():
        for written in (short, *full):
            found[written] = Elsewhere("province", code)
    for code, stems in CITIES.items():
        for stem in stems.split():
            found[f"{stem}시"] = Elsewhere("city", code)
    found["포항"] = found["포항시"]  # the one other city with 남구 and 북구
    return found
