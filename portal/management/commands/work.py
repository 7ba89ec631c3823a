from __future__ import annotations

import argparse

from django.core.management.base import BaseCommand
from django.utils import autoreload
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from portal import environment

# Seconds that running jobs get when the worker is asked to stop; the supervisor waits longer.
GRACE = 5


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


class Command(BaseCommand):
    help = "Does the work that pages and schedules leave to it, until it is stopped. `make run` starts one."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--jobs",
            type=positive,
            default=max(1, environment.number("WORKER_JOBS", 2)),
            help="how many jobs at the same time (WORKER_JOBS)",
        )
        parser.add_argument("--once", action="store_true", help="end when nothing is left to do")
        parser.add_argument("--reload", action="store_true", help="start again when code changes")

    def handle(self, *, jobs: int, once: bool, reload: bool, **options: object) -> None:
        if reload:
            # The reloader keeps the main thread, the only one that may handle signals.
            autoreload.run_with_reloader(work, jobs, wait=not once, install_signal_handlers=False)
        else:
            work(jobs, wait=not once)


def work(jobs: int, *, wait: bool, install_signal_handlers: bool = True) -> None:
    # Only fetching and finishing jobs need it; a job's own queries use Django's connections.
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=jobs + 2)
    with app.replace_connector(connector):
        app.run_worker(
            concurrency=jobs,
            wait=wait,
            listen_notify=wait,
            install_signal_handlers=install_signal_handlers,
            shutdown_graceful_timeout=GRACE,
        )
