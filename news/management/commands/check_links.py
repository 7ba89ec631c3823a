from __future__ import annotations

from django.core.management.base import BaseCommand, CommandParser

from news import links


class Command(BaseCommand):
    help = "Visits the addresses of public articles, as the worker does every night, one after the other."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=links.A_NIGHT, metavar="N")

    def handle(self, *, limit: int, **options: object) -> None:
        articles = links.due(max(0, limit))
        for number, article in enumerate(articles, 1):
            link = links.check(article)
            result = link.result if link else "changed meanwhile"
            self.stdout.write(f"[{number}/{len(articles)}] {result:11} {article.url}")
        if not articles:
            self.stdout.write("links: no address is due")
