"""Particles and endings, as far as queries need them. Rules of thumb: the full analysis happens at publication."""

from __future__ import annotations

import re
from functools import lru_cache

from programs.search.text import VOWELS, jamo

_PARTICLE = (
    "은|는|이|가|을|를|에|에서|에게|한테|한테서|의|도|만|와|과|랑|이랑|하고|으로|로|으로는|로는|부터|까지|께|께서|처럼|보다|이나|나"
    "|이라도|라도|마다|에는|에서는|에도|에서도|에게는|한테는|로도|으로도|에서의|에의|로서|으로서|로써|들|들이|들은|들을|들의|들도|들에게"
    "|들한테|들끼리|끼리|이란|란|이랑은|이며|이고|인데|인데요|이에요|예요|입니다|인가요|인지|이라|이라고|라고|이라는|라는|밖에|요|이요"
    "|씩|쯤|조차|이든|든|이나마|만의|만을|까지의|까지는|부터는|님|님이|님은|님을|님의|네|뿐|대로|만큼|같은|처럼요|에선|에선요|엔|에요"
)
PARTICLE = re.compile(rf"(?:{_PARTICLE})$")
PARTICLES = frozenset(_PARTICLE.split("|"))
# What turns a noun into a verb or an adjective, with its endings: 신청하려면, 저렴한, 됐어요.
_VERBAL = re.compile(
    r"(?:하|해|했|되|돼|됐|시키|시켜|받|받으|드리|드려|주|줘|줬|할|한|함|하시|해주|해드)"
    r"(?:는|고|고요|면|면서|려면|려고|러|지|지만|게|기|기가|기를|나요|나|는지|는데|는데요|니|니까|세요|셔|시는|신|신지|요|서|도|야|야만"
    r"|야하나요|야해요|었어요|었는데|었을|을|은|ㄴ|던|도록|거나|자|주는|주세요|주나요|주시는|줄|준|드려요|고싶어요|고싶은데|싶어요|싶은|수|습니다"
    r"|ㅂ니다|는곳|는법|는데서|어요|아요|어서|아서|었던|을까요|까요|으면|을때|을수|을|는것|는거)*$"
)
_ENDINGS = sorted(
    (
        jamo(ending)
        for ending in ["는", "은", "을", "고", "고요", "면", "으면", "면서", "려면", "으려면", "려고", "으려고", "러", "으러", "지", "지만", "게", "기", "나요", "나", "는지", "은지", "는데", "은데", "는데요", "은데요", "니까", "으니까", "세요", "으세요", "서", "아서", "어서", "여서", "도", "아도", "어도", "야", "아야", "어야", "요", "아요", "어요", "여요", "아", "어", "습니다", "던", "도록", "거나", "자", "는다", "다", "네요", "대요", "래요", "죠", "지요", "더라고요", "어서요", "아서요", "을까요", "까요", "길", "다고", "는지요", "었어요", "았어요", "었는데", "았는데", "었을", "았을", "었던", "았던", "었으면", "았으면", "시는", "으시는", "신", "으신", "셔요", "시나요", "줄", "음"]
    ),
    key=len,
    reverse=True,
)


@lru_cache(maxsize=20_000)
def stripped(word: str) -> tuple[str, ...]:
    """The word and what it may be without its particles, the longest first; never shorter than two syllables."""
    found = [word]
    for cut in range(1, min(5, len(word) - 1)):
        if word[-cut:] in PARTICLES and len(word) - cut >= 2:
            found.append(word[:-cut])
    return tuple(dict.fromkeys(found))


def is_tail(text: str) -> bool:
    """What may follow a noun inside one written word: particles, or a verb made of it."""
    return not text or text in PARTICLES or _VERBAL.fullmatch(text) is not None


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Letters that all forms of a verb share, roughly: 생기는, 생겨요, 생겨서 → ㅅㅐㅇㄱ."""
    letters = jamo(word)
    for ending in _ENDINGS:
        if letters.endswith(ending) and len(letters) > len(ending):
            letters = letters[: -len(ending)]
            break
    if letters[-1:] == "ㅆ":
        letters = letters[:-1]
    if len(letters) > 2 and letters[-1] in "ㄴㄹㅁㅂ" and letters[-2] in VOWELS:
        letters = letters[:-1]
    return letters[:-1] if len(letters) > 1 and letters[-1] in VOWELS else letters


def phrase_keys(words: list[str] | tuple[str, ...]) -> set[str]:
    """Keys by which a phrase is recognised in other forms: its words run together, the last by its stem.

    With and without the particles in the middle, since people leave them out.
    """
    *middle, last = words
    end = stem(last)
    bare = [PARTICLE.sub("", word) or word if len(word) > 1 else word for word in middle]
    keys = {jamo("".join(middle)) + end, jamo("".join(bare)) + end}
    return {key for key in keys if len(key) >= 4}


