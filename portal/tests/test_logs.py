import logging

import pytest

from portal.logs import WithoutQuery


def line(name, message, *arguments):
    record = logging.LogRecord(name, logging.INFO, "", 0, message, arguments, None)
    WithoutQuery().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("name", ["django.server", "django.request", "portal.guard"])
def test_no_log_line_holds_what_somebody_searched_for(name):
    said = line(name, '"%s" %s', "GET /programs/?q=%EC%9B%94%EC%84%B8&page=2 HTTP/1.1", 200)

    assert said == '"GET /programs/ HTTP/1.1" 200'


def test_other_lines_stay_as_they_are():
    assert line("programs", "Loaded %d programs?", 12) == "Loaded 12 programs?"
