"""Searches that found nothing: the words and how often, so that staff can add what is missing. Nothing about people."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from programs.models import NoResultQuery
from programs.search.text import normal

KEPT_DAYS = 90
MAX_LENGTH = 100
# So many different words a day: a machine that tries words must not fill the table.
MOST_A_DAY = 2_000
# Telephone and resident numbers, card numbers, addresses of mail: what people type by mistake.
_PERSONAL = re.compile(
    r"\d{6}|\d{2,4}[-.\s]+\d{3,4}[-.\s]+\d{4}|\d{6}[-\s]*[1-8]|(?:\d[-.\s]*){8}|\S@\S"
)


def record(text: str) -> None:
    words = normal(text)
    if not words or len(text) > MAX_LENGTH or len(words) > MAX_LENGTH or _PERSONAL.search(text):
        return
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"words": words, "most": MOST_A_DAY})


_COUNT = """
    INSERT INTO programs_noresultquery AS known (words, day, count)
    SELECT %(words)s, (now() AT TIME ZONE 'Asia/Seoul')::date, 1
    WHERE (SELECT count(*) FROM programs_noresultquery WHERE day = (now() AT TIME ZONE 'Asia/Seoul')::date) < %(most)s
       OR EXISTS (SELECT 1 FROM programs_noresultquery
                  WHERE day = (now() AT TIME ZONE 'Asia/Seoul')::date AND words = %(words)s)
    ON CONFLICT (words, day) DO UPDATE SET count = known.count + 1
"""


def purge() -> int:
    """Forget what is older than KEPT_DAYS. Returns how many rows went."""
    return NoResultQuery.objects.filter(
        day__lt=timezone.localdate() - timedelta(days=KEPT_DAYS)
    ).delete()[0]
