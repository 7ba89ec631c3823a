"""When what partners can read last changed, kept by the database itself (triggers in migration 0001)."""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """A transaction that changed something public, and when it was committed.

    Triggers write it for every way of writing, raw SQL included. Each transaction has its own
    row, so writers never wait for each other; rows older than an hour go with the next change.
    """

    xact = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "change"
