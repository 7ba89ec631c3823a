from __future__ import annotations

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import ProtectedError

from programs.models import Edition
from programs.synthetic import NotPossible, make
from programs.synthetic_removal import remove


class Command(BaseCommand):
    help = (
        "Makes N live programs that are visibly not real, for measuring. --delete takes them away."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", nargs="?", type=int, metavar="N")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other programs")
        parser.add_argument("--delete", action="store_true", help="all made-up programs, any seed")
        parser.add_argument(
            "--yes", action="store_true", help="even where people publish or the public reads"
        )

    def handle(self, *args, count: int | None, seed: int, delete: bool, yes: bool, **options):
        if delete == (count is not None):
            raise CommandError("Give either a number of programs or --delete.")
        if delete:
            self._delete()
            return
        if count < 1 or seed < 0:
            raise CommandError("N is at least 1, and the seed not negative.")
        if not yes and (why := in_earnest()):
            raise CommandError(
                f"{why} Made-up programs would stand among real ones; --yes if you mean it."
            )
        self._make(count, seed)

    def _make(self, count: int, seed: int) -> None:
        start, done = time.monotonic(), 0
        try:
            for done in make(count, seed=seed):
                self.stderr.write(f"\r{done:,} programs", ending="")
        except NotPossible as error:
            raise CommandError(str(error)) from error
        if done:
            self.stderr.write("")
        self.stdout.write(f"made {done:,} programs in {time.monotonic() - start:.1f} s")

    def _delete(self) -> None:
        try:
            gone = remove()
        except ProtectedError as error:
            raise CommandError(f"Something else rests on made-up sources: {error}") from error
        self.stdout.write(f"deleted {gone:,} programs")


def in_earnest() -> str:
    """Why this database seems to be one that people rely on; empty if it does not."""
    if settings.BEHIND_TLS:
        return "This site is served to the public (BEHIND_TLS)."
    if Edition.objects.filter(published_by__isnull=False).exists():
        return "Somebody published programs in this database."
    return ""
