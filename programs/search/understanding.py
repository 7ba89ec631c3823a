"""Reading a query: the longest known phrases, then words, then compounds and slips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from programs.search.endings import stem_words
from programs.search.korean import PARTICLES, is_tail, stripped
from programs.search.phrases import phrase_keys
from programs.search.query import Part, Query, Reading
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
from programs.search.weighing import is_found, prune, weigh

MAX_LENGTH = 200
MAX_WORDS = 24
_MAX_LETTERS = 40
_MOST_READINGS = 24
# What a reading is worth beside the word itself.
SAME, MEANT, FOREIGN, GUESSED, STEM, FURTHER = 0.92, 0.95, 0.95, 0.75, 0.9, 0.8
_MOST_STEMS = 4
_SHORT = 0.5


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
        if any("ㅏ" <= c <= "ㅣ" for c in word) and (HANGUL.search(word) or len(word) > 3):
            latin = to_latin_keys(word)
            return [latin] if latin in vocabulary.foreign else [word]
        return [word]

    def read(self) -> list[Part]:
        parts = list(self._parts())
        self.book.learn(self._mentioned(parts))
        parts = [mended for part in parts for mended in self._mended(part)]
        self.book.learn(word for part in parts for each in part.leaves() for word in each.words)
        for part in parts:
            prune(part, self.book)
            weigh(part, self.book)
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
                    yield from (
                        word[start:end] for end in range(start + 2, min(len(word), start + 10) + 1)
                    )
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
                inner = [
                    part for step in range(at, at + length) for part in self._word(self.words[step])
                ]
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
        for key in phrase_keys(words, known.same) if not found else ():
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
        for key in phrase_keys([word], self.vocabulary.same):
            if key in self.vocabulary.phrases:
                return [self._part(word, self.vocabulary.phrases[key], own=stripped(word)[-1])]
        if self.vocabulary.is_ignored_verb(word):
            return [Part(word, [], is_weak=True)]
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
        """A word that nothing knows: as it stands, without what makes it a verb, or by its stem."""
        form = stripped(word)[-1]
        nouns = [word[:end] for end in range(2, len(word)) if is_tail(word[end:])]
        verbs = sorted(stem_words(word) - {form}, key=len)
        others = dict.fromkeys([*nouns[:1], *verbs])
        readings = [Reading((each,), STEM, is_own=True) for each in others if each != form]
        return Part(form, [Reading((form,), is_own=True), *readings[:_MOST_STEMS]])

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
            if any(
                self._is_known(word)
                for part in parts
                for each in part.readings
                for word in each.words
            ):
                for part in parts:
                    part.corrected = part.text
                return parts
        if "'" in word or "+" in word:
            pieces = [
                piece
                for piece in word.replace("+", " ").replace("'", " ").split()
                if len(piece) > 1
            ]
            if len(pieces) > 1 and not self.book.is_used(word):
                return [part for piece in pieces for part in self._word(piece)]
        return [Part(word, [Reading((word,), is_own=True)])]

    @staticmethod
    def _all_cuts(word: str) -> Iterable[str]:
        return {
            word[a:b] for a in range(len(word)) for b in range(a + 2, min(len(word), a + 10) + 1)
        }

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
        words = self.spelling.by_initials([letters])[letters] | self.vocabulary.initials.get(
            letters, set()
        )
        for word in sorted(words)[:_MOST_READINGS]:
            part.readings += self._meant(word)
        if not words:
            part.readings += self._apart(letters)
        if len(letters) >= 3:
            part.readings.insert(0, Reading((letters,), is_initials=True))
        return taken, [part]

    def _apart(self, letters: str) -> list[Reading]:
        """Initial consonants of two words that programs have, though not side by side: ㄴㅇ ㅅㅅㅂ."""
        cuts = [(letters[:at], letters[at:]) for at in range(2, len(letters) - 1)]
        words = self.spelling.by_initials([piece for cut in cuts for piece in cut])
        pairs = [pair for a, b in cuts for pair in product(sorted(words[a]), sorted(words[b]))]
        self.book.learn(word for pair in pairs for word in pair)
        used = [pair for pair in pairs if all(map(self.book.is_used, pair))]
        return [Reading(pair, GUESSED) for pair in used[:_MOST_READINGS]]

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
                reading = Reading(
                    tuple(words.split()), worth or (SAME if meaning.is_same else MEANT)
                )
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
        if part.inner or part.corrected or not part.readings or self._is_any_found(part.readings):
            return [part]
        further = self._further(part)
        if self._is_any_found(further):
            part.readings += further
            return [part]
        return self._slip(part.text, []) or [part]

    def _is_any_found(self, readings: list[Reading]) -> bool:
        return any(is_found(each, self.book) for each in readings)

    def _further(self, part: Part) -> list[Reading]:
        """What the meanings of a part mean in turn: 고딩 → 고등학생 → 청소년. Only where nothing nearer is found."""
        known = {reading.words for reading in part.readings}
        words = dict.fromkeys(
            word
            for reading in part.readings
            for meaning in self.vocabulary.exact.get("".join(reading.words), [])
            if not reading.is_own and not meaning.is_weak
            for word in meaning.words
            if tuple(word.split()) not in known
        )
        self.book.learn(word.replace(" ", "") for word in words)
        return [Reading(tuple(word.split()), FURTHER) for word in words][:_MOST_READINGS]

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
