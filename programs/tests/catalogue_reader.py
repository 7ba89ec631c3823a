"""The files of the starting catalogue as plain lists, for the tests that read them as files."""

from collections import defaultdict
from itertools import chain
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"

STATEMENTS = (
    "schedules",
    "windows",
    "locations",
    "involvements",
    "eligibility",
    "documents",
    "channels",
    "rounds",
    "facts",
)


def read(name: str) -> list[dict]:
    return yaml.safe_load((FIXTURES / name).read_text(encoding="utf-8"))


PUBLISHERS, ARTICLES, ORGANIZATIONS, TERMS = (
    read(f"{name}.yaml") for name in ("publishers", "articles", "organizations", "terms")
)
PROGRAM_FILES = {
    path.stem: read(f"programs/{path.name}")
    for path in sorted((FIXTURES / "programs").glob("*.yaml"))
}
PROGRAMS = list(chain.from_iterable(PROGRAM_FILES.values()))

ARTICLE_OF = {article["key"]: article for article in ARTICLES}
ORGANIZATION_OF = {organization["slug"]: organization for organization in ORGANIZATIONS}
PROGRAM_OF = {program["slug"]: program for program in PROGRAMS}
TERM_SLUGS = defaultdict(set)
for _term in TERMS:
    TERM_SLUGS[_term["taxonomy"]].add(_term["slug"])
AUDIENCES = TERM_SLUGS["audience"] | TERM_SLUGS["life_stage"] | TERM_SLUGS["household"]


def statements(program: dict) -> list[dict]:
    return [row for name in STATEMENTS for row in program.get(name, [])]


def cited(program: dict) -> set[str]:
    rows = {key for row in statements(program) for key in row["cites"]}
    return rows | set(program.get("phase_cites", []))


def texts(node: object, leave_out: frozenset[str] = frozenset()) -> list[str]:
    """Every string below ``node`` except what stands under the keys to leave out."""
    if isinstance(node, dict):
        return [
            text
            for key, value in node.items()
            if key not in leave_out
            for text in texts(value, leave_out)
        ]
    if isinstance(node, list):
        return [text for value in node for text in texts(value, leave_out)]
    return [node] if isinstance(node, str) else []
