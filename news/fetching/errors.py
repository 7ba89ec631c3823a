from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    REFUSED = "refused"  # we do not ask there, or do not take what came
    DENIED = "denied"  # the site does not let a program read it
    GONE = "gone"  # the site says that the page is no longer there
    FAILED = "failed"  # the site answered that something is wrong with it
    SILENT = "silent"  # nobody answered, or not in time


class FetchError(Exception):
    """``str()`` is one Korean sentence for staff. ``status`` is the site's, if it answered."""

    def __init__(self, sentence: str, reason: Reason, status: int | None = None):
        super().__init__(sentence)
        self.reason = reason
        self.status = status
