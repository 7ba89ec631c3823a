from datetime import timedelta

import pytest
from django.utils import timezone

from programs import tasks
from programs.models import NoResultQuery
from programs.search import analysis, misses
from programs.search.rebuild import outdated
from programs.tests.factories import make_program

pytestmark = pytest.mark.django_db


def test_programs_published_lately_are_read_for_search_and_then_left_alone(monkeypatch):
    read = []
    monkeypatch.setattr(analysis, "nouns", lambda text: read.append(text) or set())
    make_program()
    assert outdated().exists()

    tasks.read_programs_for_search(timestamp=0)
    assert read
    assert not outdated().exists()

    read.clear()
    tasks.read_programs_for_search(timestamp=0)
    assert read == []


def test_old_searches_are_forgotten():
    today = timezone.localdate()
    for age in (0, misses.KEPT_DAYS + 1):
        NoResultQuery.objects.create(words=f"말 {age}", day=today - timedelta(days=age), count=1)

    tasks.forget_searches(timestamp=0)

    assert NoResultQuery.objects.get().words == "말 0"
