from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from programs.catalogue import CatalogueError, load


class Command(BaseCommand):
    help = "Loads the starting catalogue from fixtures/. What exists already is left alone."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args, folder: Path, **options):
        try:
            new = load(folder)
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        found = ", ".join(f"{count} {kind}" for kind, count in sorted(new.items())) or "nothing new"
        self.stdout.write(f"catalogue: {found}")
