import logging
import re

QUERY = re.compile(r"\?[^\s\"']+")


class WithoutQuery(logging.Filter):
    """Cuts query strings out of every line: they hold what somebody searched for."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "?" in message:
            record.msg, record.args = QUERY.sub("", message), None
        return True
