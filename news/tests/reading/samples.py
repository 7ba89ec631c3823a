"""The invented sample pages with what is expected of them."""

from __future__ import annotations

from pathlib import Path

import yaml

PAGES = Path(__file__).parent.parent / "pages"


def sample_names() -> list[str]:
    return sorted(path.stem for path in PAGES.glob("*.yaml"))


def sample(name: str) -> tuple[bytes, dict]:
    page = next(path for path in PAGES.glob(f"{name}.*") if path.suffix != ".yaml")
    return page.read_bytes(), yaml.safe_load((PAGES / f"{name}.yaml").read_text("utf-8"))


def sample_articles() -> list[dict]:
    expected = (sample(name)[1] for name in sample_names())
    return [item for page in expected for item in page["items"] if item["kind"] == "article"]
