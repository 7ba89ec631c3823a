"""How well and how fast search answers. `python -m bench.search [budget] [quality] [scale]`, or `make bench-search`.

Everything happens in databases of its own on the site's server (NAME_bench…), dropped afterwards.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

import yaml
from django.core.management import call_command
from django.db import connection
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import QueryDict

from programs.facets import facets
from programs.listing import ListFilter, facet_regions
from programs.models import Edition, SearchCount, SearchDocument
from programs.search.engine import find
from programs.search.korean import stripped
from programs.search.memory import remembered, stamps
from programs.search.rebuild import rebuild
from programs.search.spelling import WordBook
from programs.search.text import initials, normal
from programs.search.understanding import understand
from programs.synthetic import make

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
                _row(
                    f"{name} ({len(queries)})",
                    "search",
                    queries,
                    lambda q: [slugs[p] for p in find(q).order],
                )
                _row("", "icontains", queries, plain)


def budget() -> None:
    """What reading queries costs a web process. First of all, and on the site's own database, which it only reads:
    a process that has made one has memory to spare, and would seem to need none."""
    queries = [query["q"] for query in yaml.safe_load(SETS["ours"].read_text("utf-8"))]
    live = Edition.objects.live().count()
    before, start = _resident(), perf_counter()
    known, _atlas = remembered(stamps())
    loaded, seconds = _resident() - before, perf_counter() - start
    times = _times(queries, lambda text: understand(text, known, WordBook(live)))
    print(
        "\n| reading a query p50 | p95 | vocabulary and regions | loaded in | after all queries |"
    )
    print("|---|---|---|---|---|")
    print(
        f"| {median(times):.1f} ms | {_p95(times):.1f} ms | {loaded:.0f} MB | {seconds:.2f} s"
        f" | {_resident() - before:.0f} MB |"
    )


def _resident() -> float:
    """Megabytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


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
    fields = (
        "name",
        "alternate_name",
        "summary",
        "description",
        "eligibility_description",
        "themes__name",
    )
    fields += ("audiences__name", "involvements__organization__name")
    editions = Edition.objects.live()
    for word in words:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        editions = editions.filter(anywhere)
    in_name = Q(*(Q(name__icontains=word) for word in words))
    in_summary = Q(*(Q(summary__icontains=word) for word in words))
    place = Case(
        When(in_name, then=0), When(in_summary, then=1), default=2, output_field=IntegerField()
    )
    ordered = editions.annotate(place=place if words else Value(0)).order_by("place", "name")
    return list(dict.fromkeys(ordered.values_list("program__slug", flat=True)))


# --- scale ------------------------------------------------------------------------------------------


def scale(sizes: list[int], *, with_kiwi: bool) -> None:
    print(
        "\n| programs | ranked p50 | p95 | with facets p50 | p95 | plain list p50 | p95 | slowest bad query"
        " | index | made in | rebuilt in |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        with database(f"_{size}"):
            made = _progress((done, size) for done in make(size, seed=1))
            rebuilt = _progress(rebuild(nouns=None if with_kiwi else _written))
            _vacuum()
            print(f"{measure(size)} | {made:.0f} s | {rebuilt:.0f} s |", flush=True)


def _progress(steps: Iterable[tuple[int, int]]) -> float:
    """Seconds that all the steps took."""
    start = perf_counter()
    for done, total in steps:
        print(f"\r{done:,}/{total:,} ", end="", file=sys.stderr)
    return perf_counter() - start


def _written(text: str) -> set[str]:
    return {form for word in text.split() if 2 <= len(form := stripped(word)[-1]) <= 30}


def _vacuum() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measure(size: int) -> str:
    queries = typical()
    for query in queries[:5]:
        answer(query)
    ranked = _times(queries, ranked_with_count)
    whole = _times(queries, answer)
    listed = _times([""] * 20, answer)
    bad = max(_times(BAD, ranked_with_count))
    figures = " | ".join(f"{median(t):.1f} | {_p95(t):.1f}" for t in (ranked, whole, listed))
    return f"| {size:,} | {figures} | {bad:.0f} | {_index_size()}"


BAD = [
    "가" * 10_000, "지원 " * 3_000, "a" * 10_000, "ㄱ" * 10_000, "孕" * 10_000, "지원사업신청" * 1_600, "%_" * 500,
    "'\"\\:*&|!()<->" * 200, "🙂" * 500, "\x00\x01\x7f", "지원 사업 신청 대상 교육 상담 서비스 센터 주민 운영 참여 안내",
    " ".join(f"없는말{n}" for n in range(60)),
]  # fmt: skip


def typical() -> list[str]:
    """51 queries as residents type them: words, names, parts of names, run together, with particles and slips."""
    rng = random.Random(1)  # noqa: S311 - a fair draw, not a secret
    names = list(
        SearchDocument.objects.order_by("pk").values_list("texts__0", flat=True)[: 33 * 40 : 40]
    )
    words = [name.replace("시험", "").split() for name in names]
    pieces = [rng.sample(some, min(2, len(some))) for some in words if some]
    by_use = SearchCount.objects.filter(word__regex="^[가-힣]{2,8}$").order_by("-programs", "word")
    used = list(by_use.values_list("word", flat=True)[:2_000])
    single = [
        used[at] for at in (0, 1, 3, 8, 15, 30, 60, 120, 250, 500, 1000, 1800) if at < len(used)
    ]
    joined = ["".join(piece) for piece in pieces[:6]]
    with_particles = [f"{piece[0]}은 {piece[-1]}에서 받을 수 있나요" for piece in pieces[6:12]]
    slips = [_slip(piece[-1]) for piece in pieces[12:16]]
    short = [initials(normal(" ".join(some)).replace(" ", ""))[:5] for some in words[16:20]]
    pairs = [" ".join(piece) for piece in pieces[20:33]]
    return [*single, *joined, *with_particles, *slips, *short, *pairs, *map(" ".join, words[:6])]


def _slip(word: str) -> str:
    """The word with its last vowel changed to the next one."""
    return word[:-1] + chr(ord(word[-1]) + 28)


def _times(queries: list[str], ask: Callable[[str], object]) -> list[float]:
    """Milliseconds of each query, the best of some rounds: what else the machine does is not search's doing."""
    rounds = []
    for _round in range(ROUNDS):
        times = []
        for query in queries:
            start = perf_counter()
            ask(query)
            times.append((perf_counter() - start) * 1000)
        rounds.append(times)
    return [min(times) for times in zip(*rounds, strict=True)]


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
    counts = facets(filterset, regions=facet_regions(None, now=filterset.stamps))
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
    parser.add_argument(
        "what", nargs="*", choices=["budget", "quality", "scale", []], help="all unless told"
    )
    parser.add_argument("--programs", nargs="+", type=int, default=[1_000, 10_000])
    parser.add_argument(
        "--kiwi", action="store_true", help="index with the morphological analysis (slow)"
    )
    chosen = parser.parse_args()
    if not chosen.what or "budget" in chosen.what:
        budget()
    if not chosen.what or "quality" in chosen.what:
        quality()
    if not chosen.what or "scale" in chosen.what:
        scale(chosen.programs, with_kiwi=chosen.kiwi)


if __name__ == "__main__":
    main()
