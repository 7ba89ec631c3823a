from __future__ import annotations

from django.core.management.base import BaseCommand

from programs.search import misses


class Command(BaseCommand):
    help = f"Forgets searches without results after {misses.KEPT_DAYS} days. To be run every day."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"search: {misses.purge()} old words forgotten")
