"""What a query says: its words with what each may stand for, and the places it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import log

from programs.search.korean import PARTICLES, is_tail, phrase_keys, stripped
from programs.search.spelling import Spelling, WordBook
from programs.search.text import (
    CHINESE,
    HANGUL,
    ONLY_INITIALS,
    from_latin_keys,
    normal,
    to_latin_keys,
    typed_initials,
    without_accents,
)
from programs.search.vocabulary import LONGEST_PHRASE, Meaning, Vocabulary

MAX_LENGTH = 200
MAX_WORDS = 24
_MAX_LETTERS = 40
_MOST_READINGS = 24
# What a reading is worth beside the word itself.
SAME, MEANT, FOREIGN, GUESSED = 0.92, 0.95, 0.95, 0.75
_WEAK = 0.15
_SHORT = 0.5
# What a word is worth that all programs have.
_LEAST = 0.2
# Programs with a synonym mostly have the word as well: so many of them count as further ones.
_OTHERS = 0.2


@dataclass(frozen=True)
class Reading:
    """One way to find a part of the query: every word must be there. ``is_own``: as it was typed."""

    words: tuple[str, ...]
    worth: float = 1.0
    is_own: bool = False
    is_initials: bool = False
    # What was meant instead of what was typed, not a synonym of it.
    is_guess: bool = False
    # Programs write each of the words in one, without spaces in it.
    is_written: bool = False


@dataclass
class Part:
    """A part of the query that asks for one thing. ``inner``: smaller parts that together say the same."""

    text: str
    readings: list[Reading] = field(default_factory=list)
    inner: list[Part] = field(default_factory=list)
    is_weak: bool = False
    is_place: bool = False
    # Not to be repeated to people.
    is_outdated: bool = False
    weight: float = 1.0
    # About how many programs have it.
    programs: int = 0
    corrected: str = ""

    def leaves(self) -> Iterator[Reading]:
        yield from self.readings
        for part in self.inner:
            yield from part.leaves()


@dataclass
class Query:
    text: str
    parts: list[Part]

    @property
    def strong(self) -> list[Part]:
        """The parts that a program should answer. If all are weak all of them, unless a place is named."""
        strong = [part for part in self.parts if not part.is_weak and not part.is_place]
        is_placed = any(part.is_place for part in self.parts)
        return strong if strong or is_placed else self.parts

    @property
    def corrected(self) -> str:
        """The query with its slips mended; empty if there are none."""
        if not any(part.corrected for part in self.parts):
            return ""
        return " ".join(part.corrected or part.text for part in self.parts)


def understand(text: str, vocabulary: Vocabulary, book: WordBook) -> Query:
    words = [word[:_MAX_LETTERS] for word in normal(text[: MAX_LENGTH * 2])[:MAX_LENGTH].split()]
    reader = _Reader(words[:MAX_WORDS], vocabulary, book)
    return Query(" ".join(words[:MAX_WORDS]), reader.read())


class _Reader:
    def __init__(self, words: list[str], vocabulary: Vocabulary, book: WordBook):
        self.words = [form for word in words for form in self._keyboards(word, vocabulary)]
        self.vocabulary = vocabulary
        self.book = book
        self.spelling = Spelling(book)

    @staticmethod
    def _keyboards(word: str, vocabulary: Vocabulary) -> list[str]:
        """The word as it was meant, if the keyboard was set to the other script."""
        if any("ㅏ" <= c <= "ㅣ" for c in word) and HANGUL.search(word) | (len(word) > 3):
            latin = to_latin_keys(word)
            return [latin] if latin in vocabulary.foreign else [word]
        return [word]

    def read(self) -> list[Part]:
        parts = list(self._parts())
        self.book.learn(self._mentioned(parts))
        parts = [mended for part in parts for mended in self._mended(part)]
        self.book.learn(word for part in parts for each in part.leaves() for word in each.words)
        for part in parts:
            self._prune(part)
            self._weigh(part)
        said = [part for part in parts if part.readings or part.inner]
        told = [part for part in said if part.text not in self.vocabulary.ignored]
        return told or said

    def _parts(self) -> Iterator[Part]:
        """The longest phrases first, from left to right."""
        at = 0
        self.book.learn(self._substrings())
        while at < len(self.words):
            taken, parts = self._next(at)
            yield from parts
            at += taken

    def _substrings(self) -> Iterator[str]:
        for word in self.words:
            if HANGUL.search(word):
                for start in range(len(word) - 1):
                    yield from (word[start:end] for end in range(start + 2, min(len(word), start + 10) + 1))
            else:
                yield word

    def _next(self, at: int) -> tuple[int, list[Part]]:
        word = self.words[at]
        if ONLY_INITIALS.fullmatch(word):
            return self._initials(at)
        if CHINESE.search(word):
            return 1, list(self._chinese(word))
        for length in range(min(LONGEST_PHRASE, len(self.words) - at), 1, -1):
            meanings = self._phrase(self.words[at : at + length])
            if meanings:
                inner = [part for step in range(at, at + length) for part in self._word(self.words[step])]
                text = " ".join(self.words[at : at + length])
                return length, [self._part(text, meanings, inner=inner)]
        return 1, list(self._word(word))

    def _phrase(self, words: list[str]) -> list[Meaning]:
        """Meanings of several words together."""
        known = self.vocabulary
        text = " ".join(words)
        if not HANGUL.search(text):
            found = list(known.foreign.get(text, []))
            found += [m for length, m in known.open_matches(words) if length == len(words)]
            return found or (known.plain.get(text, []) if text == without_accents(text) else [])
        if not HANGUL.search(words[0]):
            return []
        run = "".join(words)
        found = [m for form in stripped(run) for m in known.exact.get(form, [])]
        for key in phrase_keys(words) if not found else ():
            found += known.phrases.get(key, [])
        return found

    def _word(self, word: str) -> list[Part]:
        if HANGUL.search(word):
            return self._korean(word)
        return self._foreign(word)

    # --- Korean -------------------------------------------------------------------------------

    def _korean(self, word: str) -> list[Part]:
        if word in self.vocabulary.ignored:
            return [Part(word, [], is_weak=True)]
        for form in stripped(word):
            if form in self.vocabulary.ignored:
                return [Part(word, [], is_weak=True)]
            meanings = self.vocabulary.exact.get(form, [])
            if meanings or self.book.is_used(form):
                inner = self._cut(form, whole=False)
                return [self._part(form, meanings, own=form, inner=inner if len(inner) > 1 else [])]
        for key in phrase_keys([word]):
            if key in self.vocabulary.phrases:
                return [self._part(word, self.vocabulary.phrases[key], own=stripped(word)[-1])]
        if len(word) == 1 or word[1:] in PARTICLES:
            return [self._short(word[0])]
        cut = self._cut(word)
        known = sum(len(part.text) for part in cut)
        if cut and len(stripped(word)[-1]) - known < 2:
            return cut
        return self._slip(word, cut) or self._patched(word, cut) or [self._unknown(word)]

    def _patched(self, word: str, cut: list[Part]) -> list[Part]:
        """What lies between the known pieces of a word may be misspelt: 임신부마스트."""
        parts, at = [], 0
        for part in cut:
            start = word.index(part.text, at)
            parts += self._gap(word[at:start])
            parts.append(part)
            at = start + len(part.text)
        return parts + (self._gap(word[at:]) if cut else [])

    def _gap(self, text: str) -> list[Part]:
        return self._slip(text, []) if len(text) > 1 and not is_tail(text) else []

    def _unknown(self, word: str) -> Part:
        form = stripped(word)[-1]
        return Part(form, [Reading((form,), is_own=True)])

    def _slip(self, word: str, cut: list[Part]) -> list[Part]:
        """A word that is not known whole, read as a slip for one that is."""
        most = 1 if len(self.words) > 3 else 2
        for form in stripped(word):
            if guesses := self.spelling.guesses(form, most=most):
                readings = [Reading((form,), is_own=True)]
                readings += [each for guess in guesses for each in self._meant(guess)]
                return [Part(form, readings, inner=cut, corrected=guesses[0])]
        return []

    def _short(self, syllable: str) -> Part:
        part = self._part(syllable, self.vocabulary.exact.get(syllable, []), own=syllable)
        part.weight = _SHORT
        return part

    def _cut(self, word: str, *, whole: bool = True) -> list[Part]:
        """A word run together from known ones: 난임부부시술비지원. Empty if it is not.

        ``whole``: the word itself may be the one.
        """
        best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
        for end in range(1, len(word) + 1):
            score, cut = best[end - 1][0] - 1.0, best[end - 1][1]
            for start in range(max(0, end - 10), end - 1):
                piece = word[start:end]
                if piece == word and not whole or not self._is_known(piece):
                    continue
                value = best[start][0] + 2.0 * len(piece) - 1.0
                if value > score:
                    score, cut = value, (*best[start][1], piece)
            best.append((score, cut))
        score, cut = best[len(word)]
        # A tail of particles or endings costs nothing.
        for length in range(1, min(8, len(word) - 1)):
            if is_tail(word[-length:]) and best[len(word) - length][0] > score:
                score, cut = best[len(word) - length]
        return [self._part(piece, self.vocabulary.exact.get(piece, []), own=piece) for piece in cut]

    def _is_known(self, word: str) -> bool:
        return word in self.vocabulary.exact or self.book.is_used(word)

    # --- other scripts ------------------------------------------------------------------------

    def _foreign(self, word: str) -> list[Part]:
        known = self.vocabulary
        meanings = list(known.foreign.get(word, []))
        meanings += [meaning for length, meaning in known.open_matches([word]) if length == 1]
        if not meanings and word == without_accents(word):
            meanings = list(known.plain.get(word, []))
        if meanings:
            return [self._part(word, meanings, own=word, worth=FOREIGN)]
        if word in known.ignored:
            return [Part(word, [], is_weak=True)]
        typed = from_latin_keys(word)
        if typed and not self.book.is_used(word):
            self.book.learn(self._all_cuts(typed))
            parts = self._korean(typed)
            if any(self._is_known(word) for part in parts for each in part.readings for word in each.words):
                for part in parts:
                    part.corrected = part.text
                return parts
        if "'" in word or "+" in word:
            pieces = [piece for piece in word.replace("+", " ").replace("'", " ").split() if len(piece) > 1]
            if len(pieces) > 1 and not self.book.is_used(word):
                return [part for piece in pieces for part in self._word(piece)]
        return [Part(word, [Reading((word,), is_own=True)])]

    @staticmethod
    def _all_cuts(word: str) -> Iterable[str]:
        return {word[a:b] for a in range(len(word)) for b in range(a + 2, min(len(word), a + 10) + 1)}

    def _chinese(self, word: str) -> Iterator[Part]:
        """Chinese has no spaces: the longest known words from left to right."""
        at = 0
        while at < len(word):
            for length in range(min(10, len(word) - at), 0, -1):
                piece = word[at : at + length]
                if piece in self.vocabulary.foreign:
                    yield self._part(piece, self.vocabulary.foreign[piece], worth=FOREIGN)
                    break
                if piece in self.vocabulary.ignored:
                    break
            else:
                length = 1
            at += length

    def _initials(self, at: int) -> tuple[int, list[Part]]:
        """Initial consonants, also with spaces between."""
        taken = 1
        while at + taken < len(self.words) and ONLY_INITIALS.fullmatch(self.words[at + taken]):
            taken += 1
        letters = typed_initials("".join(self.words[at : at + taken]))
        part = Part(" ".join(self.words[at : at + taken]))
        words = self.spelling.by_initials(letters) | self.vocabulary.initials.get(letters, set())
        for word in sorted(words)[:_MOST_READINGS]:
            part.readings += self._meant(word)
        if len(letters) >= 3:
            part.readings.insert(0, Reading((letters,), is_initials=True))
        return taken, [part]

    # --- putting together ---------------------------------------------------------------------

    def _part(
        self,
        text: str,
        meanings: list[Meaning],
        *,
        own: str = "",
        inner: list[Part] | None = None,
        worth: float = 0.0,
    ) -> Part:
        readings = [Reading(tuple(own.split()), is_own=True)] if own else []
        if not own and HANGUL.search(text):
            readings = [Reading((text.replace(" ", ""),), is_own=True)]
        seen = {each.words for each in readings}
        for meaning in meanings:
            for words in meaning.words:
                reading = Reading(tuple(words.split()), worth or (SAME if meaning.is_same else MEANT))
                if reading.words not in seen:
                    seen.add(reading.words)
                    readings.append(reading)
        is_weak = bool(meanings) and all(meaning.is_weak for meaning in meanings)
        is_outdated = any(meaning.is_outdated for meaning in meanings)
        return Part(text, readings[:_MOST_READINGS], inner or [], is_weak, is_outdated=is_outdated)

    def _mentioned(self, parts: list[Part]) -> Iterator[str]:
        for part in parts:
            for reading in part.leaves():
                yield from reading.words
                yield "".join(reading.words)

    def _mended(self, part: Part) -> list[Part]:
        """A part that no program answers, read as a slip for one that some do."""
        is_found = any(self._is_found(each) for each in part.readings)
        if is_found or part.inner or part.corrected or not part.readings:
            return [part]
        return self._slip(part.text, []) or [part]

    def _meant(self, guess: str) -> list[Reading]:
        """A word that was probably meant, with all that it stands for, whole and in pieces."""
        word = guess.replace(" ", "")
        known = self.vocabulary.exact.get(word) or self.vocabulary.foreign.get(guess, [])
        self.book.learn(self._all_cuts(word))
        readings = list(self._part(guess, known, own=guess).readings)
        if HANGUL.search(word):
            readings.append(Reading(tuple(part.text for part in self._cut(word, whole=False))))
        return [
            Reading(each.words, each.worth * GUESSED, is_guess=each.is_own)
            for each in readings
            if each.words
        ]

    def _is_found(self, reading: Reading) -> bool:
        return reading.is_initials or self.book.is_used("".join(reading.words)) or all(
            self.book.is_used(word) or len(word) == 1 for word in reading.words
        )

    def _prune(self, part: Part) -> None:
        """Without synonyms that no program uses: asking for them takes time and finds nothing."""
        part.readings = [
            replace(each, is_written=all(map(self.book.is_used, each.words)))
            for each in part.readings
            if each.is_own or each.is_guess or self._is_found(each)
        ]
        for each in part.inner:
            self._prune(each)

    def _weigh(self, part: Part) -> None:
        """Rare things say more: a part weighs by how many programs it would find."""
        for each in part.inner:
            self._weigh(each)
        factor = _WEAK if part.is_weak else part.weight
        counts = [self._programs(reading) for reading in part.readings]
        most = max(counts, default=0)
        used = most + round(_OTHERS * (sum(counts) - most))
        part.programs = used
        weight = factor * self._rarity(used)
        inner = sum(each.weight for each in part.inner)
        part.weight = max(weight, min(1.0, inner) if part.inner else 0.0)

    def _programs(self, reading: Reading) -> int:
        whole = self.book.programs("".join(reading.words))
        return whole or min((self.book.programs(word) for word in reading.words), default=0)

    def _rarity(self, programs: int) -> float:
        """1 for what one program in the whole catalogue has, near 0 for what all have."""
        total = max(self.book.total, 10)
        return _LEAST + (1 - _LEAST) * max(0.0, log((total + 1) / (min(programs, total) + 0.5)) / log(total + 1))
