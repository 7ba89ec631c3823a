from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from news import tasks as news_tasks
from news.fetching import robots
from news.models import LinkCheck
from news.tests.test_links import make_article
from portal import tasks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def queue(monkeypatch):
    """Empty before and after; Django does not empty tables that it did not make."""
    monkeypatch.setattr(robots, "SHORTEST_PAUSE", 0)
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})
    sql("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    yield
    sql("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def sql(text: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def work(**options: object) -> None:
    """In a thread of its own: a browser's tests leave an event loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_work, options).result()


def _work(options: dict) -> None:
    try:
        call_command("work", once=True, **options)
    finally:
        connections.close_all()


def states() -> list[tuple[str, int]]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("status", "attempts"))


def drop(attempts: int) -> None:
    """A job in the hands of a worker that is no more."""
    job = tasks.forget_old_sessions.defer(timestamp=0)
    sql(
        "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s", attempts, job
    )


def test_the_worker_does_what_was_left_to_it():
    article = make_article("http://127.0.0.1/news")
    news_tasks.ask_to_check(article)

    work()

    assert states() == [("succeeded", 1)]
    link = LinkCheck.objects.get(article=article)
    assert link.result == LinkCheck.Result.UNKNOWN
    assert "공개된 곳이 아니어서" in link.detail
    assert app.connector.__class__.__name__ == "DjangoConnector"


def test_who_is_waited_for_comes_first():
    slow, urgent = make_article("http://127.0.0.1/1"), make_article("http://[::1]/2")
    news_tasks.ask_to_check(slow)
    news_tasks.ask_to_check(urgent, priority=news_tasks.SOMEBODY_WAITS)

    work(jobs=1)

    order = LinkCheck.objects.order_by("checked_at").values_list("article", flat=True)
    assert list(order) == [urgent.pk, slow.pk]


def test_a_job_whose_worker_was_killed_is_done_again():
    drop(attempts=0)
    tasks.pick_up_dropped_jobs.defer(timestamp=0)

    work()
    work()

    assert states() == [("succeeded", 2), ("succeeded", 1)]


def test_a_job_that_ends_its_worker_each_time_is_given_up():
    drop(attempts=tasks.MOST_ATTEMPTS)
    tasks.pick_up_dropped_jobs.defer(timestamp=0)

    work()

    assert states()[0][0] == "failed"


def test_finished_jobs_are_forgotten_after_a_week():
    tasks.forget_old_sessions.defer(timestamp=0)
    tasks.forget_old_sessions.configure(queueing_lock="other").defer(timestamp=1)
    work()
    sql(
        "UPDATE procrastinate_events SET at = at - interval '8 days' WHERE job_id = "
        "(SELECT min(id) FROM procrastinate_jobs)"
    )
    tasks.forget_old_jobs.defer(timestamp=0)

    work()

    left = ProcrastinateJob.objects.order_by("id").values_list("args", flat=True)
    assert [args["timestamp"] for args in left] == [1, 0]


def test_old_sessions_are_forgotten():
    Session.objects.create(session_key="old", expire_date=timezone.now())
    tasks.forget_old_sessions.defer(timestamp=0)

    work()

    assert not Session.objects.exists()


def test_a_worker_without_hands_is_refused():
    with pytest.raises(CommandError, match="at least 1"):
        call_command("work", "--jobs", "0")
