"""Finding names in running text: longest first, at word boundaries, with what Korean glues on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from regions.atlas import Name
from regions.elsewhere import Elsewhere, places

EVIDENCE_ONLY = {"landmark", "phone"}
LETTER = r"[0-9A-Za-z가-힣]"
PARTICLE = (
    r"(?:은|는|이|가|을|를|의|와|과|도|만|로|으로|에|에서|에게|엔|에선|까지|부터|보다|처럼|마다|이나|나|란|이란|이며|며|이고|고"
    r"|이다|다|라는|이라는|라고|이라고|서|등|측|내|별|(?:에|에서|으로|로|에게|까지|부터)(?:는|도|의|만|서|써|부터)|[와과만](?:의|는|도))"
)
# 광주시장, 북구청장, 광산구의회, 초월읍장, 월곡1동 행정복지센터: the name is meant, and an office with it.
OFFICE = (
    r"(?:청장|청|의회(?:의장|의원)?|(?<=시)장|(?<=군)수|(?<=도)지사|(?<=[읍면동])장|\s?행정복지센터|\s?주민센터"
    r"|(?:시|도)?교육청|당국)"
)
# What else may follow without a space: 광주시민, 서구장애인복지관, 광주지방기상청.
REST = (
    r"(?:민|시민|구민|군민|도민|정|관내|시내|지역|지회|지부|협회|연합회|[시구군도]?립|보건|장애인|노인|청소년"
    r"|아동|어린이|여성|가족|육아|다문화|외국인|고려인|복지|종합|평생|자원봉사|시설|도서관|문화[재원회관센]|체육|관광|건강|치매"
    r"|정신|주민|마을|상공|소상공|농업|농협|새마을|선거|선관위|교육|경찰|소방|지방|고등|세무서|우체국|출입국|바르게|자율|공무원|노동"
    r"|일자리|청년|중소)"
)
# 광주시남구노대동: an address without spaces goes on with a neighbourhood that has no row of its own.
ADDRESS = f"(?<=[시구군])[가-힣]{{1,4}}[읍면동리](?!{LETTER})"
GAP = re.compile(r"[ \t\u00a0\u3000]*\n?[ \t\u00a0\u3000]*")


@dataclass(frozen=True)
class Lexicon:
    """``first`` finds a name at the start of a word, ``glued`` one that follows another directly."""

    names: dict[str, tuple[Name, ...]]
    elsewhere: dict[str, Elsewhere]
    first: re.Pattern[str]
    glued: re.Pattern[str]
    phone: re.Pattern[str] | None

    def meanings(self, written: str) -> tuple[Name, ...]:
        return self.names.get(_key(written), ())


@lru_cache(maxsize=4)
def lexicon(names: tuple[Name, ...]) -> Lexicon:
    """Compiled once for each state of the names: the rows themselves are the cache's key."""
    meanings: dict[str, list[Name]] = {}
    for name in names:
        for written in _spellings(name.text):
            meanings.setdefault(_key(written), []).append(name)
    elsewhere = {place: at for place, at in places().items() if place not in meanings}
    written = {s for name in names if name.kind not in EVIDENCE_ONLY for s in _spellings(name.text)}
    any_name = trie_pattern([*written, *elsewhere])
    landmark = trie_pattern([name.text for name in names if name.kind == "landmark"])
    tail = f"(?:(?:{OFFICE})?{PARTICLE}?(?!{LETTER})|{OFFICE}(?:과장|국장|팀장)|{REST}|{ADDRESS}|{any_name})"
    one = f"(?:(?P<name>{any_name})(?={tail})|(?P<landmark>{landmark}))"
    return Lexicon(
        names={key: tuple(rows) for key, rows in meanings.items()},
        elsewhere=elsewhere,
        first=re.compile(f"(?<!{LETTER}){one}"),
        glued=re.compile(one),
        phone=_phone_pattern([name.text for name in names if name.kind == "phone"]),
    )


def _spellings(name: str) -> tuple[str, ...]:
    """월곡1동 is also written 월곡제1동, its full legal form."""
    legal = re.sub(r"(?<=[가-힣])(?=\d+동$)", "제", name)
    return (name,) if legal == name else (name, legal)


def _key(written: str) -> str:
    return re.sub(r"\s+", "", written)


def trie_pattern(words: Iterable[str]) -> str:
    """An expression for any of the words, longest first; a space in a word is optional in the text."""
    root: dict = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(root) if root else r"(?!)"


def _branch(node: dict) -> str:
    arms = [
        (r"[ \t\u00a0]*" if character == " " else re.escape(character)) + _branch(rest)
        for character, rest in sorted(node.items())
        if character
    ]
    if not arms:
        return ""
    return f"(?:{'|'.join(arms)}){'?' if '' in node else ''}"


def _phone_pattern(area_codes: list[str]) -> re.Pattern[str] | None:
    if not area_codes:
        return None
    codes = "|".join(map(re.escape, area_codes))
    return re.compile(rf"(?<![\d-])\(?({codes})\)?[-.) ]{{1,2}}\d{{3,4}}[-. ]\d{{4}}(?!\d)")
