"""`python -m portal.translations` compiles changed .po files without the gettext programs."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from portal.environment import PROJECT


def compile_changed(locale: Path = PROJECT / "locale") -> list[Path]:
    """The .mo files written; fuzzy entries stay out of them."""
    changed = [po for po in sorted(locale.glob("*/LC_MESSAGES/*.po")) if is_newer(po)]
    return [compile_one(po) for po in changed]


def is_newer(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def compile_one(po: Path) -> Path:
    fresh, mo = po.with_suffix(".mo.new"), po.with_suffix(".mo")
    with po.open("rb") as source, fresh.open("wb") as target:
        write_mo(target, read_po(source, abort_invalid=True))
    return fresh.rename(mo)


if __name__ == "__main__":
    for written in compile_changed():
        print(f"Compiled {written.relative_to(PROJECT)}")
