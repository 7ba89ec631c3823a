import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from news import tasks
from news.tests.test_links import make_article
from programs.tests.admin_client import page_of, signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/procrastinate/procrastinatejob/"


@pytest.fixture
def chief(client):
    client.force_login(get_user_model().objects.create_superuser("chief"))
    return client


def make_job(status: str = "todo") -> ProcrastinateJob:
    tasks.ask_to_check(make_article(f"https://www.paper{ProcrastinateJob.objects.count()}.kr/"))
    job = ProcrastinateJob.objects.latest("id")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job.pk])
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job.pk])
    job.refresh_from_db()
    return job


def rows(response) -> list[str]:
    return [row.text for row in page_of(response).select("#result_list tbody tr")]


def test_jobs_are_listed_in_a_fixed_number_of_queries(chief, django_assert_max_num_queries):
    for status in ("todo", "failed", "succeeded"):
        make_job(status)

    with django_assert_max_num_queries(8):
        found = rows(chief.get(LIST))

    assert len(found) == 3
    assert "실패" in found[1]
    assert len(rows(chief.get(LIST, {"status": "failed"}))) == 1
    assert chief.get(LIST, {"status": "nonsense"}).status_code == 302


def test_nothing_inline_is_written(chief):
    job = make_job("failed")

    for address in (LIST, reverse("admin:procrastinate_procrastinatejob_change", args=[job.pk])):
        page = page_of(chief.get(address))
        assert not page.select("[style], style, script:not([src]):not([type])")


def test_a_job_tells_what_happened_to_it(chief):
    job = make_job("failed")

    page = chief.get(reverse("admin:procrastinate_procrastinatejob_change", args=[job.pk]))

    assert "맡김" in page.content.decode()
    assert "실패함" in page.content.decode()
    assert not page_of(page).select("input[name=_save], .deletelink")


def test_a_failed_job_is_done_again(chief):
    failed, waiting = make_job("failed"), make_job()

    chief.post(LIST, {"action": "do_again", "_selected_action": [failed.pk, waiting.pk]})

    failed.refresh_from_db()
    assert failed.status == "todo"


def test_that_nobody_works_is_said(chief):
    sentence = "처리기가 돌고 있지 않습니다"
    assert sentence in chief.get(LIST).content.decode()

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert sentence not in chief.get(LIST).content.decode()


@pytest.mark.parametrize("group", ["editor", "publisher"])
def test_it_is_nobody_elses_business(group):
    assert signed_in(group).get(LIST).status_code == 403
