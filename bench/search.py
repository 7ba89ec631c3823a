"""How well and how fast search answers. `python -m bench.search [quality] [scale]`, or `make bench-search`.

Everything happens in databases of its own on the site's server (NAME_bench…), dropped afterwards.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

import yaml  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Case, IntegerField, Q, Value, When  # noqa: E402
from django.http import QueryDict  # noqa: E402

from bench.synthetic import Words, make  # noqa: E402
from programs.facets import facets  # noqa: E402
from programs.listing import ListFilter, facet_regions  # noqa: E402
from programs.models import Edition, SearchDocument  # noqa: E402
from programs.search.engine import find  # noqa: E402
from programs.search.korean import stripped  # noqa: E402
from programs.search.rebuild import rebuild  # noqa: E402
from programs.search.text import initials, normal  # noqa: E402

ROOT = Path(__file__).parents[1]
SETS = {
    "ours": ROOT / "programs" / "tests" / "queries.yaml",
    "shared": ROOT.parent / "shared" / "search" / "queries.yaml",
}
ROUNDS = 5


@contextmanager
def database(suffix: str) -> Iterator[None]:
    """A fresh, migrated database with the catalogue in it."""
    site = connection.settings_dict["NAME"]
    name = f"{site}_bench{suffix}"
    _on(site, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    _switch(name)
    try:
        call_command("migrate", verbosity=0)
        call_command("load_catalogue", verbosity=0)
        yield
    finally:
        _on(site, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _switch(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _on(site: str, *statements: str) -> None:
    _switch(site)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


# --- quality ----------------------------------------------------------------------------------------


def quality() -> None:
    with database(""):
        slugs = dict(Edition.objects.live().values_list("program_id", "program__slug"))
        print("| queries | engine | success@3 | success@10 | MRR | other city in the first 3 |")
        print("|---|---|---|---|---|---|")
        for name, path in SETS.items():
            if path.exists():
                queries = yaml.safe_load(path.read_text("utf-8"))
                _row(f"{name} ({len(queries)})", "search", queries, lambda q: [slugs[p] for p in find(q).order])
                _row("", "icontains", queries, plain)
        _halves(slugs)


def _halves(slugs: dict[int, str]) -> None:
    """Whether one half of our queries fares like the other: a set that was tuned for would not."""
    queries = yaml.safe_load(SETS["ours"].read_text("utf-8"))
    random.Random(7).shuffle(queries)  # noqa: S311 - a fair cut, not a secret
    half = len(queries) // 2
    for name, part in (("one half", queries[:half]), ("other half", queries[half:])):
        _row(f"{name} ({len(part)})", "search", part, lambda q: [slugs[p] for p in find(q).order])


def _row(label: str, engine: str, queries: list[dict], ask: Callable[[str], list[str]]) -> None:
    ranks, wrong = [], 0
    for query in queries:
        found = ask(query["q"])
        ranks.append(next((at for at, slug in enumerate(found, 1) if slug in query["first"]), 0))
        wrong += bool(set(found[:3]) & set(query.get("not", [])))
    share = [sum(0 < rank <= most for rank in ranks) / len(ranks) for most in (3, 10)]
    mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
    print(f"| {label} | {engine} | {share[0]:.3f} | {share[1]:.3f} | {mrr:.3f} | {wrong} |")


def plain(text: str) -> list[str]:
    """Every word somewhere, by icontains; in the name first, then in the summary."""
    words = text.split()
    fields = ("name", "alternate_name", "summary", "description", "eligibility_description", "themes__name")
    fields += ("audiences__name", "involvements__organization__name")
    editions = Edition.objects.live()
    for word in words:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        editions = editions.filter(anywhere)
    in_name = Q(*(Q(name__icontains=word) for word in words))
    in_summary = Q(*(Q(summary__icontains=word) for word in words))
    place = Case(When(in_name, then=0), When(in_summary, then=1), default=2, output_field=IntegerField())
    ordered = editions.annotate(place=place if words else Value(0)).order_by("place", "name")
    return list(dict.fromkeys(ordered.values_list("program__slug", flat=True)))


# --- scale ------------------------------------------------------------------------------------------


def scale(sizes: list[int], *, with_kiwi: bool) -> None:
    print("\n| programs | ranked p50 | p95 | with facets p50 | p95 | plain list p50 | p95 | index | rebuild |")
    print("|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        with database(f"_{size}"):
            make(size)
            seconds = _build(with_kiwi)
            _vacuum()
            print(measure(size, seconds), flush=True)


def _build(with_kiwi: bool) -> float:
    start = perf_counter()
    nouns = None if with_kiwi else _written
    for done, total in rebuild(nouns=nouns):
        print(f"\r{done:,}/{total:,} ", end="", file=sys.stderr)
    return perf_counter() - start


def _written(text: str) -> set[str]:
    return {form for word in text.split() if 2 <= len(form := stripped(word)[-1]) <= 30}


def _vacuum() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measure(size: int, seconds: float) -> str:
    queries = typical()
    for query in queries[:5]:
        answer(query)
    ranked = _times(queries, ranked_with_count)
    whole = _times(queries, answer)
    listed = _times([""] * 20, answer)
    figures = " | ".join(f"{median(t):.1f} | {_p95(t):.1f}" for t in (ranked, whole, listed))
    return f"| {size:,} | {figures} | {_index_size()} | {seconds:.0f} s |"


def typical() -> list[str]:
    """51 queries as residents type them: names, parts of names, run together, with particles and slips."""
    words = Words(1)
    rng = words.random
    names = list(SearchDocument.objects.order_by("?").values_list("texts__0", flat=True)[:33])
    pieces = [rng.sample(name.split(), min(2, len(name.split()))) for name in names]
    single = [words.words[at] for at in (0, 1, 3, 8, 15, 30, 60, 120, 250, 500, 1000, 1800)]
    joined = ["".join(piece) for piece in pieces[:6]]
    with_particles = [f"{piece[0]}은 {piece[-1]}에서 받을 수 있나요" for piece in pieces[6:12]]
    slips = [piece[-1][:-1] + chr(ord(piece[-1][-1]) + 28) for piece in pieces[12:16]]
    short = [initials(normal(name).replace(" ", ""))[:5] for name in names[16:20]]
    pairs = [" ".join(piece) for piece in pieces[20:33]] + names[:6]
    return (single + joined + with_particles + slips + short + pairs)[:51]


def _times(queries: list[str], ask: Callable[[str], object]) -> list[float]:
    """Milliseconds of each query, the median of some rounds."""
    rounds = []
    for _round in range(ROUNDS):
        times = []
        for query in queries:
            start = perf_counter()
            ask(query)
            times.append((perf_counter() - start) * 1000)
        rounds.append(times)
    return [median(times) for times in zip(*rounds, strict=True)]


def _p95(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def ranked_with_count(text: str) -> tuple[int, list[str]]:
    found = Edition.objects.live().search(text)
    return found.count(), [edition.name for edition in found[:20]]


def answer(text: str) -> object:
    """Everything that the list page shows, but for the HTML."""
    query = QueryDict(mutable=True)
    query["search"] = text
    filterset = ListFilter(query, queryset=Edition.objects.live())
    filterset.is_valid()
    editions = filterset.qs.for_cards().with_closing_day()
    counts = facets(filterset, regions=facet_regions(None))
    return editions.count(), list(editions[:20]), counts


def _index_size() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_size_pretty(sum(pg_total_relation_size(name::regclass))) FROM unnest(ARRAY["
            "'programs_searchdocument', 'programs_searchword', 'programs_searchcount']) AS name"
        )
        return cursor.fetchone()[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", choices=["quality", "scale", []], help="both unless told")
    parser.add_argument("--programs", nargs="+", type=int, default=[1_000, 10_000])
    parser.add_argument("--kiwi", action="store_true", help="index with the morphological analysis (slow)")
    chosen = parser.parse_args()
    if not chosen.what or "quality" in chosen.what:
        quality()
    if not chosen.what or "scale" in chosen.what:
        scale(chosen.programs, with_kiwi=chosen.kiwi)


if __name__ == "__main__":
    main()
