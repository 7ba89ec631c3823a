"""What this room leaves to the worker. Arguments are primary keys, never content: staff can read them in the admin."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateWorker
from procrastinate.exceptions import AlreadyEnqueued

if TYPE_CHECKING:
    from news.models import Article

# The worker takes the higher number first: somebody waits in front of a page, or nobody does.
SOMEBODY_WAITS = 10
NOBODY_WAITS = -10

# For what may work a moment later: 3 more tries after 10 s, 100 s and 1000 s.
LATER = RetryStrategy(max_attempts=3, exponential_wait=10)


# In UTC: 18 is three at night in Seoul.
@app.periodic(cron="0 18 * * *")
@app.task(queueing_lock="check_links", priority=NOBODY_WAITS)
def check_links(timestamp: int) -> None:
    """A job for every address, so that other work gets its turn in between."""
    from news import links

    for article in links.due():
        ask_to_check(article)


@app.task(priority=NOBODY_WAITS)
def check_link(article_id: int) -> None:
    from news import links
    from news.models import Article

    article = Article.objects.filter(pk=article_id).exclude(url="").only("pk", "url").first()
    if article is not None:
        links.check(article)


def ask_to_check(article: Article, *, priority: int = NOBODY_WAITS) -> bool:
    """False if that is waiting to be done already. Two addresses of one site are never visited at once."""
    from news import links

    job = check_link.configure(
        priority=priority,
        lock=f"site:{links.site_of_article(article)}",
        queueing_lock=f"link:{article.pk}",
    )
    try:
        with transaction.atomic():
            job.defer(article_id=article.pk)
    except AlreadyEnqueued:
        return False
    return True


@app.task(priority=SOMEBODY_WAITS)
def read_upload(upload_id: int) -> None:
    """How it went is said by the upload's own state; running it twice does no harm."""
    from news import receiving

    receiving.read_upload(upload_id)


def is_worker_alive() -> bool:
    """Whether somebody does what is left to the worker: it gives a sign every ten seconds."""
    return ProcrastinateWorker.objects.filter(
        last_heartbeat__gt=Now() - timedelta(minutes=1)
    ).exists()
