from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from programs.catalogue import CatalogueError, load
from programs.search import vocabulary
from programs.search.rebuild import rebuild


class Command(BaseCommand):
    help = "Loads the starting catalogue from fixtures/. What exists already is left alone."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args, folder: Path, **options):
        try:
            new = load(folder)
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        new["search word"] = vocabulary.load(folder / "search")
        # Publishing has indexed the words as written; here there is time for the morphemes.
        new["indexed program"] = max((total for _done, total in rebuild()), default=0)
        found = (
            ", ".join(f"{count} {kind}" for kind, count in sorted((+new).items())) or "nothing new"
        )
        self.stdout.write(f"catalogue: {found}")
