"""Text as search compares it: composed, folded, taken apart into jamo, or read off another keyboard."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from zlib import crc32

MAX_WORDS = 24
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
# Letters that stand for two keystrokes on the keyboard.
PAIRS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_JOINED = {pair: one for one, pair in PAIRS.items()}
# 두벌식, the standard Korean keyboard.
_KEYS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnm",
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",
        strict=True,
    )
) | dict(zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))
_LETTERS = {jamo: key for key, jamo in _KEYS.items()}

_INITIAL_OF = {0xAC00 + i: INITIALS[i // 588] for i in range(11172)} | {ord(" "): None}

MIDDLE_DOTS = "·ㆍ‧・•∙⋅･᛫"
_APOSTROPHES = "ʻʼ’‘`´ʹ′"
# NFKC writes lone compatibility letters as conjoining ones: back to how people type them.
_LONE = {0x1100 + i: letter for i, letter in enumerate(INITIALS)}
_LONE |= {0x1161 + i: letter for i, letter in enumerate(VOWELS)}
_LONE |= {0x11A7 + i: letter for i, letter in enumerate(FINALS) if i}
_FOLDED = {ord(dot): " " for dot in MIDDLE_DOTS} | {ord(mark): "'" for mark in _APOSTROPHES}
_FOLDED |= {ord("ё"): "е", 0x1160: None}
_NOT_WORD = re.compile(r"[^\w'+]|_")
_LOOSE_MARK = re.compile(r"(?<!\w)['+]+|'+(?!\w)")
HANGUL = re.compile(r"[가-힣]")
SYLLABLES = re.compile(r"[가-힣]+")
ONLY_INITIALS = re.compile(rf"[{INITIALS}ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ]{{2,}}")
CHINESE = re.compile(r"[\u3400-\u9fff]")
LATIN_WORD = re.compile(r"[a-z]{2,}")


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """Composed, width-folded, lower-case words with single spaces; marks other than ' and + are gone."""
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = unicodedata.normalize("NFKC", text.translate(_FOLDED)).translate(_LONE)
    text = unicodedata.normalize("NFC", text.translate(_FOLDED).lower())
    text = _LOOSE_MARK.sub(" ", _NOT_WORD.sub(" ", text.translate(_FOLDED)))
    return " ".join(text.split())


def words_of(text: str) -> list[str]:
    """The words of a text as search compares them; at most ``MAX_WORDS``."""
    return normal(text).split()[:MAX_WORDS]


def folded(text: str) -> str:
    """``normal`` without spaces."""
    return normal(text).replace(" ", "")


@lru_cache(maxsize=50_000)
def jamo(text: str) -> str:
    """Every syllable as its letters: 난임 → ㄴㅏㄴㅇㅣㅁ. Other characters stay."""
    return "".join(map(_letters, text))


def _letters(character: str) -> str:
    code = ord(character) - 0xAC00
    if not 0 <= code < 11172:
        return character
    return INITIALS[code // 588] + VOWELS[code % 588 // 28] + FINALS[code % 28].strip()


def keystrokes(text: str) -> str:
    """Like ``jamo``, with doubled letters as they are typed: 원 → ㅇㅜㅓㄴ."""
    return "".join(PAIRS.get(letter, letter) for letter in jamo(text))


def initials(text: str) -> str:
    """산후 도우미 → ㅅㅎㄷㅇㅁ. What is not Hangul stays; spaces go."""
    return text.translate(_INITIAL_OF)


def typed_initials(text: str) -> str:
    """Initial consonants as typed: keyboards join ㄱ and ㅅ to ㄳ."""
    return "".join(PAIRS.get(letter, letter) for letter in text)


def from_latin_keys(text: str) -> str | None:
    """What the Latin letters give on the Korean keyboard, if that is whole syllables: tksgn → 산후."""
    if not text.isascii() or not text.isalpha():
        return None
    letters = [_KEYS.get(c) or _KEYS[c.lower()] for c in text]
    composed = compose(letters)
    return composed if composed and all("가" <= c <= "힣" for c in composed) else None


def to_latin_keys(text: str) -> str:
    """The keys that were pressed: ㅗ디ㅔ → help."""
    return "".join(_LETTERS.get(letter, letter) for letter in keystrokes(text))


def compose(letters: list[str] | str) -> str:
    """Letters in typing order as syllables; what does not fit in one stays as it is."""
    out: list[str] = []
    position, letters = 0, list(letters)
    while position < len(letters):
        taken, written = _syllable(letters, position)
        out.append(written)
        position += taken
    return "".join(out)


def _syllable(letters: list[str], at: int) -> tuple[int, str]:
    """(letters taken, syllable) at a position; a consonant before a vowel belongs to the next syllable."""
    following = letters[at + 1 : at + 6]
    if letters[at] not in INITIALS or not following or following[0] not in VOWELS:
        return 1, letters[at]
    vowel, taken = following[0], 2
    if len(following) > 1 and following[0] + following[1] in _JOINED:
        vowel, taken = _JOINED[following[0] + following[1]], 3
    final = _final(letters[at + taken : at + taken + 3])
    code = (INITIALS.index(letters[at]) * 21 + VOWELS.index(vowel)) * 28
    one = _JOINED.get(final, final)
    return taken + len(final), chr(0xAC00 + code + (FINALS.index(one) if one else 0))


def _final(ahead: list[str]) -> str:
    for length in (2, 1):
        written = "".join(ahead[:length])
        is_final = len(written) == length and _JOINED.get(written, written) in FINALS[1:]
        next_is_vowel = len(ahead) > length and ahead[length] in VOWELS
        if is_final and not next_is_vowel:
            return written
    return ""


def without_accents(text: str) -> str:
    """For Vietnamese typed without its marks."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def near_keys(word: str) -> list[int]:
    """Checksums of the word's keystrokes with up to two left out: words that share one differ by few letters.

    Short words lose one letter only, else everything would be near everything.
    """
    strokes = keystrokes(word)[:18]
    found = edge = {strokes}
    for _step in range(2 if len(strokes) >= 8 else 1):
        edge = {each[:i] + each[i + 1 :] for each in edge for i in range(len(each))}
        found = found | edge
    return sorted(crc32(each.encode()) - 2**31 for each in found)
