from __future__ import annotations

from django.core.management.base import BaseCommand, CommandParser

from programs.search.rebuild import rebuild


class Command(BaseCommand):
    help = (
        "Builds the search index anew, program by program, while the site goes on serving the old rows. "
        "Stopped half-way, it goes on where it stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="also what was built this way already"
        )
        parser.add_argument("--no-progress", action="store_true")

    def handle(self, *, all: bool, no_progress: bool, **options) -> None:  # noqa: A002
        is_shown = not no_progress and self.stdout.isatty()
        done = 0
        for done, total in rebuild(everything=all):
            if is_shown:
                self.stdout.write(f"\r{_bar(done, total)} {done:,}/{total:,}", ending="")
                self.stdout.flush()
        if is_shown and done:
            self.stdout.write("")
        self.stdout.write(f"search: {done:,} programs indexed")


def _bar(done: int, total: int, width: int = 30) -> str:
    filled = width * done // max(1, total)
    return "█" * filled + "░" * (width - filled)
