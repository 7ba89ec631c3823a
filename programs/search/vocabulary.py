"""The words that staff keep, as each process remembers them: made anew when their stamp changes."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from programs.models import IgnoredWord, SearchState, SearchWord, SynonymGroup, VocabularyEntry
from programs.search.endings import stems
from programs.search.index import add_words, touch
from programs.search.phrases import phrase_keys
from programs.search.text import CHINESE, folded, initials, jamo, normal, without_accents

LONGEST_PHRASE = 6  # written words


@dataclass(frozen=True)
class Meaning:
    """What a word of the query may stand for. ``words``: normal, each to be found as a whole."""

    words: tuple[str, ...]
    is_weak: bool = False
    # Words of one meaning are worth as much as one's own; others a little less.
    is_same: bool = False
    # The typed word is disparaging: nobody repeats it.
    is_outdated: bool = False


@dataclass
class Vocabulary:
    """``exact``: Korean words without spaces; ``phrases``: by ``phrase_keys``; ``foreign``: by language words."""

    stamp: object = None
    exact: dict[str, list[Meaning]] = field(default_factory=lambda: defaultdict(list))
    phrases: dict[str, list[Meaning]] = field(default_factory=lambda: defaultdict(list))
    initials: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    foreign: dict[str, list[Meaning]] = field(default_factory=lambda: defaultdict(list))
    # Phrases with open endings, by the length of their first word that is certain: дет* мигрант*.
    open_phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    plain: dict[str, list[Meaning]] = field(default_factory=lambda: defaultdict(list))
    ignored: set[str] = field(default_factory=set)
    # Stems of verbs that say nothing in any form: 찾고, 찾는데요.
    ignored_stems: set[str] = field(default_factory=set)
    # Words by the one that stands for all of their meaning inside phrases: 애기 → 아동.
    same: dict[str, str] = field(default_factory=dict)
    longest: int = 2

    def ignore(self, row: IgnoredWord) -> None:
        word = normal(row.word)
        self.ignored.add(word)
        if row.language == "ko" and word.endswith("다") and len(word) > 1:
            self.ignored_stems.add(jamo(word[:-1]))

    def is_ignored_verb(self, word: str) -> bool:
        return not self.ignored_stems.isdisjoint(stems(word))

    def pair(self, group: SynonymGroup) -> None:
        """Before any phrase is added."""
        if group.kind == SynonymGroup.Kind.SAME:
            first, *others = map(folded, group.words)
            for word in others:
                self.same.setdefault(word, self.same.get(first, first))

    def add_group(self, group: SynonymGroup) -> None:
        is_weak = group.kind == SynonymGroup.Kind.WEAK
        targets = tuple(map(normal, group.means or group.words))
        for word in group.words:
            others = tuple(each for each in targets if each != normal(word))
            meaning = Meaning(others, is_weak, not group.means, group.is_outdated)
            key = folded(word)
            self.exact[key].append(meaning)
            self.longest = max(self.longest, len(key))
            if not group.is_outdated:
                self.initials[initials(key)].add(normal(word))
            parts = normal(word).split()
            if len(parts) > 1 or group.means:
                for phrase in phrase_keys(parts, self.same):
                    self.phrases[phrase].append(meaning)

    def add_entry(self, entry: VocabularyEntry) -> None:
        meaning = Meaning(tuple(map(normal, entry.korean)), entry.weight == 0)
        for written in entry.foreign:
            text = " ".join(normal(part) + "*" * part.endswith("*") for part in written.split())
            if CHINESE.search(text):
                self.foreign[text.replace(" ", "")].append(meaning)
            elif "*" in text:
                parts = tuple(text.split())
                self.open_phrases[parts[0][:2]].append((parts, meaning))
            else:
                self.foreign[text].append(meaning)
                if entry.language == VocabularyEntry.Language.VIETNAMESE:
                    self.plain[without_accents(text)].append(meaning)

    def open_matches(self, words: list[str]) -> Iterator[tuple[int, Meaning]]:
        """(how many words, meaning) of phrases with open endings at the start of ``words``."""
        for parts, meaning in self.open_phrases.get(words[0][:2], []):
            if len(parts) <= len(words) and all(map(_fits, words, parts)):
                yield len(parts), meaning


def _fits(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


_remembered = Vocabulary()


def vocabulary(stamp: object = ...) -> Vocabulary:
    """``stamp``: the present one, if the caller has read it."""
    global _remembered
    if stamp is ...:
        stamp = SearchState.objects.filter(pk="vocabulary").values_list("stamp", flat=True).first()
    if _remembered.stamp != stamp or stamp is None:
        _remembered = built(SynonymGroup.objects.all(), VocabularyEntry.objects.all(), stamp)
    return _remembered


def built(
    groups: Iterable[SynonymGroup], entries: Iterable[VocabularyEntry], stamp: object = None
) -> Vocabulary:
    found, groups = Vocabulary(stamp=stamp), list(groups)
    for group in groups:
        found.pair(group)
    for group in groups:
        found.add_group(group)
    for entry in entries:
        found.add_entry(entry)
    for row in IgnoredWord.objects.all():
        found.ignore(row)
    return found


def load(folder: Path) -> int:
    """The starting vocabulary from ``fixtures/search``, if there is none yet. Returns how many rows are new."""
    if not folder.is_dir() or SynonymGroup.objects.exists() or VocabularyEntry.objects.exists():
        return 0
    with transaction.atomic():
        groups = SynonymGroup.objects.bulk_create(_groups(folder / "synonyms.csv"))
        entries = VocabularyEntry.objects.bulk_create(
            entry
            for path in sorted((folder / "vocabulary").glob("*.csv"))
            for entry in _entries(path)
        )
        IgnoredWord.objects.bulk_create(_ignored(folder / "stopwords.csv"), ignore_conflicts=True)
        changed()
    return len(groups) + len(entries)


def changed() -> None:
    """Called after the vocabulary was edited: its words can be found misspelt, and processes read it anew."""
    words = {
        folded(word): group.is_outdated
        for group in SynonymGroup.objects.all()
        for word in group.words
    }
    words |= {
        part: False
        for entry in VocabularyEntry.objects.all()
        for text in entry.foreign
        if "*" not in text and not CHINESE.search(text)
        for part in normal(text).split()
        if len(part) >= 4
    }
    words = {word: hidden for word, hidden in words.items() if 2 <= len(word) <= 30}
    SearchWord.objects.filter(is_vocabulary=True).exclude(word__in=words).update(
        is_vocabulary=False
    )
    SearchWord.objects.filter(is_vocabulary=False, word__in=words).update(is_vocabulary=True)
    known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    hidden = {word for word, is_hidden in words.items() if is_hidden}
    add_words(sorted(words.keys() - known), is_vocabulary=True, hidden=hidden)
    touch("vocabulary")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _groups(path: Path) -> Iterator[SynonymGroup]:
    for row in _rows(path):
        words, _arrow, means = row["terms"].partition(">")
        yield SynonymGroup(
            key=row["group"],
            kind=row["kind"],
            words=_split(words),
            means=_split(means),
            is_outdated=row["group"].startswith("dated-"),
            note=row["note"] or "",
        )


def _entries(path: Path) -> Iterator[VocabularyEntry]:
    for row in _rows(path):
        yield VocabularyEntry(
            language=path.stem,
            foreign=_split(row["foreign"]),
            korean=_split(row["korean"]),
            weight=int(row["weight"]),
            note=row["note"] or "",
        )


def _ignored(path: Path) -> Iterator[IgnoredWord]:
    for row in _rows(path):
        for word in _split(row["words"]):
            yield IgnoredWord(language=row["lang"], word=word)
