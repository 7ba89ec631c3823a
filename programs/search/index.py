"""The index: one row a program, made when an edition goes live and again when the way of building changes."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Now

from news.models import Article
from programs.models import Edition, SearchDocument, SearchState, SearchWord
from programs.models.search import CurrentTransaction
from programs.search.korean import stripped
from programs.search.text import HANGUL, initials, near_keys, normal
from regions.models import Region

# Raise it when rows are built differently: `rebuild_search` then makes the old ones anew.
FORMAT = 1
# Where a text stands, the weightiest first; SearchDocument.texts has this order.
FIELDS = ("name", "terms", "summary", "body", "headlines")
NAME, TERMS, SUMMARY, BODY, HEADLINES = range(5)
_MAX_WORD = 30
_LATIN_RUN = re.compile(r"[a-z0-9']{2,30}")


@dataclass(frozen=True)
class Content:
    """What a live edition gives to search. ``texts``: normal, in the order of FIELDS."""

    program_id: int
    edition_id: int
    texts: tuple[str, ...]
    words: frozenset[str]
    terms: tuple[int, ...]
    areas: tuple[str, ...]
    organizations: tuple[int, ...]
    phase: str
    begins_on: date | None
    ends_on: date | None
    check_due_on: date | None
    published_at: object
    format: int


def editions_to_index() -> QuerySet[Edition]:
    """Live editions with everything that ``content`` reads."""
    headlines = Article.objects.only("headline")
    return (
        Edition.objects.live()
        .prefetch_related(
            "themes", "audiences", "benefits", "schedules", "criteria__term", "locations",
            "rounds", "facts__label", "documents", "involvements__organization__parent",
            Prefetch("facts__article", headlines), Prefetch("involvements__article", headlines),
            Prefetch("service_areas", Region.objects.with_parents()),
        )
    )  # fmt: skip


def content(edition: Edition, nouns: Callable[[str], set[str]] | None = None) -> Content:
    """``nouns``: the morphological analysis; without it words are taken as they are written."""
    texts = tuple(normal(" . ".join(filter(None, part))) for part in _parts(edition))
    schedules = list(edition.schedules.all())
    begins = [row.valid_from.earliest if row.valid_from else None for row in schedules]
    ends = [row.valid_to.latest if row.valid_to else None for row in schedules]
    terms = [*edition.themes.all(), *edition.audiences.all(), *edition.benefits.all()]
    bodies = [row.organization for row in edition.involvements.all()]
    return Content(
        program_id=edition.program_id,
        edition_id=edition.pk,
        texts=texts,
        words=frozenset(nouns(" . ".join(texts)) if nouns else words_of(texts)),
        terms=tuple(sorted({term.pk for term in terms})),
        areas=tuple(sorted(region.pk for region in edition.service_areas.all())),
        organizations=tuple(
            sorted({pk for each in bodies for pk in (each.pk, each.parent_id) if pk})
        ),
        phase=edition.phase,
        begins_on=min(begins) if begins and None not in begins else None,
        ends_on=max(ends) if ends and None not in ends else None,
        check_due_on=edition.check_due_on,
        published_at=edition.published_at,
        format=FORMAT if nouns else 0,
    )


def _parts(edition: Edition) -> Iterator[list[str]]:
    """Texts by field. Staff's passages and what no source states are no reason to find a program."""
    terms = [*edition.themes.all(), *edition.audiences.all(), *edition.benefits.all()]
    bodies = [row.organization for row in edition.involvements.all()]
    facts = list(edition.facts.all())
    yield [edition.name, edition.alternate_name]
    yield [
        *(name for each in terms for name in (each.name, each.name_en)),
        *(row.words for row in edition.criteria.all()),
        *(name for each in bodies for name in (each.name, each.alternate_name, each.name_en)),
        *(region.full_name for region in edition.service_areas.all()),
    ]
    yield [edition.summary]
    yield [
        edition.description, edition.eligibility_description, edition.application_process,
        *(part for fact in facts for part in (fact.label.name, fact.text, fact.detail)),
        *(part for row in edition.rounds.all() for part in (row.title, row.places, row.note)),
        *(part for row in edition.locations.all() for part in (row.name, row.description)),
        *(row.description for row in edition.schedules.all()),
        *(row.document for row in edition.documents.all()),
        *(row.description for row in edition.involvements.all()),
    ]  # fmt: skip
    articles = {
        row.article_id: row.article for row in [*facts, *edition.involvements.all()] if row.article
    }
    yield [article.headline for article in articles.values()]


def words_of(texts: Iterable[str]) -> set[str]:
    """Words as written, with and without particles."""
    written = {word for text in texts for word in text.split()}
    return {form for word in written for form in stripped(word) if 2 <= len(form) <= _MAX_WORD}


def lexemes(text: str) -> set[str]:
    """What a normal text is found by.

    Hangul: pairs of letters inside a word (난임), pairs across a space (~부지), short words whole (=날).
    Other scripts: words whole. Initial consonants: runs of three (^ㅅㅎㄱ).
    """
    words = text.split()
    found = {f"~{a[-1]}{b[0]}" for a, b in pairwise(words)}
    for word in words:
        found |= pairs(word) if HANGUL.search(word) else {word[:_MAX_WORD]}
        found |= set(_LATIN_RUN.findall(word))
        found |= {f"={form}" for form in (word, word[:-1]) if len(form) == 1}
    return found


def pairs(word: str) -> set[str]:
    return {word[i : i + 2] for i in range(len(word) - 1)}


def initial_lexemes(text: str) -> set[str]:
    consonants = initials(text)
    return {f"^{consonants[i : i + 3]}" for i in range(len(consonants) - 2)}


def vectors(texts: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """(names, everything) as lexemes."""
    names = lexemes(texts[NAME]) | initial_lexemes(texts[NAME])
    lead = initial_lexemes(texts[TERMS]) | initial_lexemes(texts[SUMMARY])
    rest = set().union(*map(lexemes, texts))
    return names, names | lead | rest


_COLUMNS = {
    "program_id": "bigint", "edition_id": "bigint", "names": "tsvector", "everything": "tsvector", "texts": "text[]",
    "words": "text[]", "terms": "bigint[]", "areas": "text[]", "organizations": "bigint[]", "phase": "text",
    "begins_on": "date", "ends_on": "date", "check_due_on": "date", "published_at": "timestamptz", "format": "int",
}  # fmt: skip
# All rows as one parameter: twice as fast as a statement each.
_UPSERT = """
    INSERT INTO programs_searchdocument ({columns})
    SELECT {columns} FROM json_to_recordset(%s::json) AS given ({typed})
    ON CONFLICT (program_id) DO UPDATE SET {updates},
        built_at = now(), written_in = pg_current_xact_id()::text::bigint
""".format(  # noqa: S608 - our own columns
    columns=", ".join(_COLUMNS),
    typed=", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items()),
    updates=", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "program_id"),
)


def _row(content: Content) -> dict:
    names, everything = vectors(content.texts)
    row = {name: getattr(content, name) for name in _COLUMNS if hasattr(content, name)}
    return row | {
        "names": _tsvector(names),
        "everything": _tsvector(everything),
        "words": sorted(content.words),
    }


def _tsvector(lexemes: Iterable[str]) -> str:
    """As PostgreSQL reads it; texts are normal, so that only apostrophes need care."""
    return " ".join("'" + lexeme.replace("'", "''") + "'" for lexeme in lexemes)


def write(contents: list[Content]) -> None:
    """Put programs into the index, or in place of what it said about them."""
    rows = json.dumps([_row(each) for each in contents], ensure_ascii=False, default=str)
    with transaction.atomic(), connection.cursor() as cursor:
        touch("index")
        known = SearchDocument.objects.filter(pk__in=[each.program_id for each in contents])
        before = {program: set(words) for program, words in known.values_list("pk", "words")}
        cursor.execute(_UPSERT, [rows])
        _count_words(
            [word for each in contents for word in each.words - before.get(each.program_id, set())],
            [word for each in contents for word in before.get(each.program_id, set()) - each.words],
        )
        _settle("search_names", "search_everything")


def _settle(*indexes: str) -> None:
    """Enter what waits to be entered into these indexes, all at once; else every search would read it through."""
    with connection.cursor() as cursor:
        for name in indexes:
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [name])


def _count_words(added: list[str], gone: list[str]) -> None:
    """Keep the number of programs a word. Under the lock that ``touch`` takes."""
    more, fewer = Counter(added), Counter(gone)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO programs_searchcount AS known (word, programs)"
            " SELECT * FROM unnest(%s::text[], %s::int[])"
            " ON CONFLICT (word) DO UPDATE SET programs = known.programs + excluded.programs",
            [list(more), list(more.values())],
        )
        cursor.execute(
            "UPDATE programs_searchcount AS known SET programs = greatest(0, known.programs - gone.programs)"
            " FROM unnest(%s::text[], %s::int[]) AS gone (word, programs) WHERE known.word = gone.word",
            [list(fewer), list(fewer.values())],
        )
    known = set(SearchWord.objects.filter(word__in=more).values_list("word", flat=True))
    add_words(word for word in sorted(more) if word not in known)


_ADD_WORDS = """
    INSERT INTO programs_searchword (word, is_vocabulary, is_hidden, initials, near)
    SELECT * FROM json_to_recordset(%s::json)
        AS given (word text, is_vocabulary boolean, is_hidden boolean, initials text, near int[])
    ON CONFLICT DO NOTHING
"""


def add_words(
    words: Iterable[str], *, is_vocabulary: bool = False, hidden: Set[str] = frozenset()
) -> None:
    """With the keys by which they are found misspelt. Numbers and long compounds are not guessed at."""
    rows = [
        {
            "word": word,
            "is_vocabulary": is_vocabulary,
            "is_hidden": word in hidden,
            "initials": initials(word) if HANGUL.search(word) else "",
            "near": near_keys(word) if _is_guessable(word) else [],
        }
        for word in words
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_ADD_WORDS, [json.dumps(rows)])
        _settle("search_word_near")


def _is_guessable(word: str) -> bool:
    return 2 <= len(word) <= 12 and not any(c.isdigit() for c in word)


def touch(key: str) -> None:
    """Tell every process that what it remembers under ``key`` (index or vocabulary) is old.

    Whoever writes the index does so first: until the transaction ends, others wait here and not for each other.
    """
    SearchState.objects.update_or_create(key=key, defaults={"stamp": uuid.uuid4()})


def index_edition(edition: Edition) -> None:
    """Called when an edition goes live: found at once by what is written; morphemes follow in the worker."""
    write([content(editions_to_index().get(pk=edition.pk))])


def remove(program_id: int) -> None:
    """Called when a program has no live edition any more."""
    touch("index")
    documents = SearchDocument.objects.filter(pk=program_id, edition__isnull=False)
    for document in documents:
        _count_words([], document.words)
        documents.update(
            edition=None, words=[], texts=[], names="", everything="",
            built_at=Now(), written_in=CurrentTransaction(),
        )  # fmt: skip
