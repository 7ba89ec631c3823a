"""What this room leaves to the worker. Cron lines are in UTC: 18 is three at night in Seoul."""

from __future__ import annotations

from procrastinate.contrib.django import app

from programs.search import misses
from programs.search.rebuild import outdated, rebuild


@app.periodic(cron="20 18 * * *")
@app.task(queueing_lock="forget_searches")
def forget_searches(timestamp: int) -> None:
    misses.purge()


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="read_programs_for_search")
def read_programs_for_search(timestamp: int) -> None:
    """The morphemes of programs that were published lately; until then they are found by their words as written."""
    if outdated().exists():
        for _done in rebuild():
            pass
