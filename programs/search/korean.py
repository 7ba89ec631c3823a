"""Particles and endings, as far as queries need them. Rules of thumb: the full analysis happens at publication."""

from __future__ import annotations

import re
from functools import lru_cache

from programs.search.endings import stems
from programs.search.text import jamo

_PARTICLE = (
    "은|는|이|가|을|를|에|에서|에게|한테|한테서|의|도|만|와|과|랑|이랑|하고|으로|로|으로는|로는|부터|까지|께|께서|처럼|보다|이나|나"
    "|이라도|라도|마다|에는|에서는|에도|에서도|에게는|한테는|로도|으로도|에서의|에의|로서|으로서|로써|들|들이|들은|들을|들의|들도|들에게"
    "|들한테|들끼리|끼리|이란|란|이랑은|이며|이고|인데|인데요|이에요|예요|입니다|인가요|인지|이라|이라고|라고|이라는|라는|밖에|요|이요"
    "|씩|쯤|조차|이든|든|이나마|만의|만을|까지의|까지는|부터는|님|님이|님은|님을|님의|네|뿐|대로|만큼|같은|처럼요|에선|에선요|엔|에요"
)
PARTICLE = re.compile(rf"(?:{_PARTICLE})$")
PARTICLES = frozenset(_PARTICLE.split("|"))
# What turns a noun into a verb, by the stem: 신청하려면, 당첨됐어요, 검진받을수있는.
_LIGHT = frozenset(
    jamo(verb)
    for verb in (
        "하 되 받 주 드리 시키 당하 해주 해드리 받으시 하고싶 받고싶 되고싶 하고있 받고있 되고있 할수있 받을수있 될수있 해야하 받아야하 해보 받아보"
    ).split()
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
    return not text or text in PARTICLES or not _LIGHT.isdisjoint(stems(text))
