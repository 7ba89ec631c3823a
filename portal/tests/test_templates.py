"""What must hold for every template and stylesheet, whoever writes it."""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

BASE = Path(settings.BASE_DIR)
TEMPLATES = sorted((BASE / "templates").rglob("*.html"))
STYLES = sorted((BASE / "static/css").glob("*.css"))
SPRITE = (BASE / "static/img/icons.svg").read_text(encoding="utf-8")
EVERY_TEMPLATE = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@EVERY_TEMPLATE
def test_nothing_inline_that_the_security_policy_forbids(path):
    text = text_of(path)

    assert not re.search(r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|javascript:""", text)
    scripts = re.findall(r"<script\b([^>]*)>([^<]*)", text)
    assert all('type="application/ld+json"' in tag or not body.strip() for tag, body in scripts)


@EVERY_TEMPLATE
def test_nothing_from_other_hosts(path):
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text_of(path))


@EVERY_TEMPLATE
def test_every_korean_word_can_be_translated(path):
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text_of(path), flags=re.S)
    text = re.sub(r"\{% blocktranslate\b.*?\{% endblocktranslate %\}", "", text, flags=re.S)
    text = re.sub(r"\{% translate .*?%\}", "", text)
    text = re.sub(r"""\|date:"[^"]*\"""", "", text)

    assert re.findall(r"[^\n]*[가-힣][^\n]*", text) == []


@EVERY_TEMPLATE
def test_a_shared_part_says_what_it_needs(path):
    if path.name.startswith("_"):
        assert text_of(path).startswith("{# ")


@EVERY_TEMPLATE
def test_every_icon_is_in_the_sprite(path):
    named = re.findall(r'_icon\.html" with name="([a-z_]+)"', text_of(path))

    assert [name for name in named if f'id="{name}"' not in SPRITE] == []


def test_every_icon_of_the_sprite_is_used():
    everything = "".join(text_of(path) for path in TEMPLATES)
    drawn = re.findall(r'symbol id="([a-z_]+)"', SPRITE)

    assert [name for name in drawn if f'name="{name}"' not in everything] == []


@EVERY_TEMPLATE
def test_every_static_file_exists(path):
    named = re.findall(r"\{% static [\"']([^\"']+)[\"'] %\}", text_of(path))

    assert [name for name in named if finders.find(name) is None] == []


STAFFS = ("admin", "desk")


def test_stylesheets_stay_small():
    """All that residents get, as they travel, and all that staff get besides: less than a picture each."""
    ours = [path for path in STYLES if path.name.startswith(STAFFS)]
    theirs = [path for path in STYLES if path not in ours]
    for styles in (theirs, ours):
        assert sum(len(gzip.compress(path.read_bytes())) for path in styles) < 13_000


def colors(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+):\s*([^;]+);", css))


def resolved(name: str, tokens: dict[str, str]) -> str:
    value = tokens[name]
    found = re.fullmatch(r"var\(--([a-z0-9-]+)\)", value)
    return resolved(found[1], tokens) if found else value


def luminance(color: str) -> float:
    digits = color.removeprefix("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def schemes() -> dict[str, dict[str, str]]:
    css = text_of(BASE / "static/css/tokens.css")
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    return {"light": colors(light), "dark": {**colors(light), **colors(dark)}}


GROUNDS = ("page", "surface", "sunken", "tint")
READ = [*product(("text", "text-subtle", "link", "link-hover"), GROUNDS)]
READ += [(f"{kind}", f"{kind}-tint") for kind in ("good", "warn", "bad")]
READ += [
    ("warn", "surface"),
    ("on-fill", "fill"),
    ("on-fill", "fill-hover"),
    ("text", "tint-strong"),
]
SEEN = [(line, ground) for line in ("control-line", "focus") for ground in ("page", "surface")]
SEEN += [("focus", "tint"), ("fill", "tint-strong")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("pair", "least"), [*[(pair, 4.5) for pair in READ], *[(pair, 3) for pair in SEEN]]
)
def test_colors_can_be_told_apart(scheme, pair, least):
    tokens = schemes()[scheme]

    assert contrast(resolved(pair[0], tokens), resolved(pair[1], tokens)) >= least
