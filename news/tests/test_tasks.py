import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from news import links, tasks
from news.tests.test_links import make_article

pytestmark = pytest.mark.django_db


def waiting() -> list[tuple[str, dict]]:
    jobs = ProcrastinateJob.objects.filter(status="todo").order_by("id")
    return list(jobs.values_list("lock", "args"))


def test_what_is_asked_in_a_transaction_is_forgotten_with_it():
    article = make_article()
    with transaction.atomic():
        tasks.ask_to_check(article)
        assert len(waiting()) == 1
        transaction.set_rollback(True)

    assert waiting() == []


def test_an_address_that_waits_is_not_asked_for_twice():
    article = make_article()

    assert tasks.ask_to_check(article)
    assert not tasks.ask_to_check(article)
    assert len(waiting()) == 1


def test_addresses_of_one_site_wait_for_each_other():
    addresses = ["https://www.paper.co.kr/1", "https://m.paper.co.kr/2", "https://other.co.kr/3"]
    for address in addresses:
        tasks.ask_to_check(make_article(address))

    assert [lock for lock, _args in waiting()] == [
        "site:paper.co.kr",
        "site:paper.co.kr",
        "site:other.co.kr",
    ]


def test_the_night_asks_for_every_address_that_is_due(monkeypatch):
    first, second = make_article("https://a.kr/1"), make_article("https://b.kr/2")
    make_article("")

    tasks.check_links(timestamp=0)

    assert [args for _lock, args in waiting()] == [
        {"article_id": first.pk},
        {"article_id": second.pk},
    ]


def test_a_visit_to_an_article_that_is_gone_by_now_does_nothing(monkeypatch):
    monkeypatch.setattr(links, "check", lambda article: pytest.fail("visited"))

    tasks.check_link(make_article("").pk)
    tasks.check_link(0)


def test_a_worker_is_alive_while_it_gives_a_sign():
    assert not tasks.is_worker_alive()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
        assert tasks.is_worker_alive()
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 min'")
    assert not tasks.is_worker_alive()


def test_every_schedule_is_at_night_in_seoul_or_all_day():
    for task in app.periodic_registry.periodic_tasks.values():
        at = timezone.now()
        hours = set()
        task.croniter.set_current(at.timestamp())
        for _run in range(3):
            moment = at.fromtimestamp(task.croniter.get_next(), timezone.get_default_timezone())
            hours.add(moment.hour)
        assert task.cron.startswith("*/") or hours == {3}, task.task.name


def test_every_periodic_task_and_only_it_waits_at_most_once():
    for task in app.periodic_registry.periodic_tasks.values():
        assert task.task.queueing_lock, task.task.name


def test_pages_are_served_without_loading_what_only_the_worker_needs():
    """Korean analysis alone takes hundreds of megabytes."""
    code = """
import django, sys; django.setup()
import portal.urls
print(*{'kiwipiepy', 'trafilatura'} & sys.modules.keys())
"""
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "portal.settings", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.split() == []


def test_a_long_wait_is_bounded():
    job = ProcrastinateJob(attempts=0).procrastinate_job
    waits = []
    for attempts in range(5):
        decision = tasks.LATER.get_retry_decision(
            exception=OSError(), job=job.evolve(attempts=attempts)
        )
        waits.append(decision and round((decision.retry_at - timezone.now()).total_seconds()))

    assert waits == [10, 100, 1000, None, None]
    assert timedelta(seconds=sum(filter(None, waits))) < timedelta(hours=1)
