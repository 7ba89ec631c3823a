"""Mending what a column break cut: does a space belong between two pieces, or was a word cut in two?

Four witnesses are asked in turn. What the page itself writes elsewhere comes first (it spells its own compounds and
names its own way, and knows words that no dictionary has); then punctuation; then numbers with their counters; then
the analyser: it reads the text with and without a space and says which is more Korean. Where it has no preference
(between two nouns both spellings occur) the kinds of the two words decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from news.reading.korean import analyse

# As much of each side as the analyser needs to understand the break.
CONTEXT = 25

_CLOSING = re.compile(r"[)\]」』》〉】”’…·,.?!:;%℃㎡~∼〜]")
_OPENING_END = re.compile(r"[(\[「『《〈【“‘·/~∼〜▲△▶◆◇■□●○]$")
_LIST_END = re.compile(r"[,.?!;:]$|[.?!][”’\"')]$")
_DIGIT_END = re.compile(r"\d[,.]?$")
_NUMBER_END = re.compile(r"\d\s?[십백천만억조]*\s?$")
# Counters that the analyser takes for ordinary nouns. A closed class of the language, not of any page.
_NOUN_COUNTERS = re.compile(
    r"(여|만|천|백|억|조)?\s?(개(국|사|교|반|동|월|년|소|팀|실|점|조)|단지|가구|세대|학급|학년|학기|분기|시간|차례|퍼센트"
    r"|달러|유로|엔|위안|킬로|미터|호선|번지|차로|층|기|대|부|선|회|건|명|원|곳|쌍|권|편|점|면|종|장|석|동|인|주년|주기|주|조원|배)"
)
_COUNTER_TAGS = {"NNB", "NR", "SW", "XSN"}
_ATTACHED = ("J", "E", "XS", "VCP")
_NOUNS = {"NNG", "NNP", "XR", "SL", "SH"}
_DIGIT = re.compile(r"\d")
Windows = tuple[tuple[int, int], ...]
# (characters before, characters after), wide windows first: the wider, the surer.
_WIDE = ((6, 4), (5, 3), (4, 4), (3, 4), (4, 3), (3, 3), (4, 2), (3, 2), (2, 3))
_NARROW = ((2, 2),)
# With every digit masked: how the page writes any number before this counter.
_NUMERIC = ((2, 2), (1, 2), (1, 1))
# Particles that never stand as a word of their own (이, 가, 도, 만 do).
_PARTICLES = {
    "로",
    "으로",
    "를",
    "을",
    "는",
    "은",
    "에",
    "의",
    "와",
    "과",
    "에서",
    "까지",
    "부터",
    "에게",
}
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
_COPULA = re.compile(r"다[.”’\"']")
_LATIN_CUT = re.compile(r"\([A-Za-z]+$|(?<![A-Za-z])[A-Za-z]$")


@dataclass(frozen=True, slots=True)
class Joint:
    """How two pieces meet: ``glue`` stands between them; ``repeated`` characters of the right piece are a reprint."""

    glue: str
    repeated: int = 0


@dataclass(slots=True)
class Spelling:
    """What the page (and the names the catalogue knows) writes together and what it writes apart."""

    text: str = ""
    masked: str = ""
    _seen: dict[tuple[str, str], bool | None] = field(default_factory=dict)

    @classmethod
    def of(cls, page: str, names: tuple[str, ...] = ()) -> Spelling:
        lines = [" ".join(line.split()) for line in page.splitlines()]
        text = "\n".join([*lines, *names])
        return cls(text, _DIGIT.sub("0", text))

    def writes_apart(self, left: str, right: str) -> bool | None:
        """True apart, False together, None not decided. Each answer needs a width at which one spelling prevails."""
        return self._ask(self.text, left, right, _WIDE)

    def writes_nouns_apart(self, left: str, right: str) -> bool | None:
        return self._ask(self.text, left, right, _NARROW)

    def writes_counters_apart(self, left: str, right: str) -> bool | None:
        """How it writes any number before the counter that ``right`` starts with."""
        return self._ask(
            self.masked, _DIGIT.sub("0", left[-2:]), _DIGIT.sub("0", right[:2]), _NUMERIC
        )

    def _ask(self, text: str, left: str, right: str, windows: Windows) -> bool | None:
        for before, after in windows:
            if len(left) >= before and len(right) >= after:
                answer = self._prevailing(text, left[-before:], right[:after])
                if answer is not None:
                    return answer
        return None

    def _prevailing(self, text: str, before: str, after: str) -> bool | None:
        key = (before, after)
        if key not in self._seen:
            together, apart = text.count(before + after), text.count(f"{before} {after}")
            self._seen[key] = None if together == apart else apart > together
        return self._seen[key]


def mend(left: str, right: str, spelling: Spelling | None = None) -> str:
    joint = joint_of(left, right, spelling)
    return left.rstrip() + joint.glue + right.lstrip()[joint.repeated :]


def joint_of(left: str, right: str, spelling: Spelling | None = None) -> Joint:
    left, right = left.rstrip(), right.lstrip()
    if not left or not right:
        return Joint("")
    repeated = _reprinted(left, right)
    if repeated:
        rest = right[repeated:]
        return Joint(
            "" if not rest or rest[0].isspace() or not _starts_word(right, repeated) else " ",
            repeated,
        )
    return Joint(" " if _is_apart(left, right, spelling or Spelling()) else "")


def _starts_word(right: str, at: int) -> bool:
    return at > 0 and right[at - 1].isspace()


def _reprinted(left: str, right: str) -> int:
    """How many characters at the start of ``right`` repeat the end of ``left`` (printed twice over the break)."""
    for length in range(min(len(left), len(right), 60), 5, -1):
        if left.endswith(right[:length]) and not right[length - 1].isspace():
            return length
    return _reprinted_particle(left, right)


def _reprinted_particle(left: str, right: str) -> int:
    """A particle that stands alone although the word before it already ends in it ("바탕으로 ⏎ 로 식사")."""
    first = right.split(maxsplit=1)[0]
    if first not in _PARTICLES or not left.endswith(first) or len(left.split()[-1]) <= len(first):
        return 0
    return len(first) if analyse(left[-CONTEXT:])[0][-1].tag.startswith("J") else 0


def _is_apart(left: str, right: str, spelling: Spelling) -> bool:
    answer = _by_punctuation(left, right)
    if answer is None:
        answer = _by_number(left, right, spelling)
    if answer is None:
        answer = spelling.writes_apart(left, right)
    if answer is None:
        answer = _by_analyser(left, right, spelling)
    return answer


def _by_punctuation(left: str, right: str) -> bool | None:
    if _DIGIT_END.search(left) and left[-1] in ",." and right[0].isdigit():
        return False
    if _LIST_END.search(left) and not _CLOSING.match(right) and right[0] not in "\"'":
        return not _quotes_on(right)
    if _CLOSING.match(right) or _OPENING_END.search(left):
        return False
    if right[0] in "(" and not left[-1].isspace():
        return False
    if _COPULA.match(right) or (
        right[0].isascii() and right[0].isalpha() and _LATIN_CUT.search(left)
    ):
        return False
    return _by_straight_quote(left, right)


def _quotes_on(right: str) -> bool:
    """After a closed quotation: "…하겠다.”" + "라며"."""
    found, _ = analyse(right[:CONTEXT])
    return (
        bool(found)
        and found[0].tag.startswith(("JK", "JX", "VCP"))
        and right[0] not in "이가은는을를도만"
    )


def _by_straight_quote(left: str, right: str) -> bool | None:
    if right[0] in "\"'":
        return left.count(right[0]) % 2 == 0
    if left[-1] in "\"'" and left.count(left[-1]) % 2 == 1:
        return False
    return None


def _by_number(left: str, right: str, spelling: Spelling) -> bool | None:
    if not _NUMBER_END.search(left):
        return None
    if right[0].isdigit():
        return False
    seen = spelling.writes_counters_apart(left, right)
    if seen is not None:
        return seen
    found, _ = analyse(right[:CONTEXT])
    glued, _ = analyse(left[-CONTEXT:] + right[:CONTEXT])
    here = next((token for token in glued if token.start >= len(left[-CONTEXT:])), None)
    if (
        here is not None
        and here.tag in _COUNTER_TAGS
        and here.form not in ("등", "중", "이상", "이하")
    ):
        return False
    if found and found[0].tag.startswith(_ATTACHED):
        return False
    return False if _counts(right) else None


def _counts(right: str) -> bool:
    """A counter, and after it the word ends or a particle follows."""
    match = _NOUN_COUNTERS.match(right)
    if match is None:
        return False
    rest = right[match.end() : match.end() + 1]
    return (
        not rest or not rest.isalpha() or analyse(right[: match.end() + 6])[0][0].len == match.end()
    )


def _by_analyser(left: str, right: str, spelling: Spelling) -> bool:
    before, after = left[-CONTEXT:], right[:CONTEXT]
    _, together = analyse(before + after)
    spaced, apart = analyse(f"{before} {after}")
    if _ends_in_person(before, spaced):
        return True
    if abs(apart - together) > 0.01 and not _is_latin(before[-1] + after[0]):
        return apart > together
    seen = spelling.writes_nouns_apart(left, right)
    if seen is not None:
        return seen
    last = next((token for token in reversed(spaced) if token.start < len(before)), None)
    first = next((token for token in spaced if token.start > len(before)), None)
    return _by_kinds(last, first)


def _ends_in_person(before: str, spaced) -> bool:
    """ "…, 홍길동 ⏎ 무슨청장": the analyser would rather make one long unknown name of the two."""
    name = before.split()[-1]
    if len(name) != 3 or name[0] not in _SURNAMES:
        return False
    token = next((t for t in reversed(spaced) if t.start < len(before)), None)
    return token is not None and token.tag == "NNP" and token.len == 3


def _is_latin(pair: str) -> bool:
    return pair.isascii() and pair.isalnum()


def _by_kinds(last, first) -> bool:
    if last is None or first is None:
        return True
    if first.tag.startswith(_ATTACHED):
        return False
    return not (last.tag in _NOUNS and first.tag in _NOUNS and first.len == 1)
