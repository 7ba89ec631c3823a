import pytest
from django.core.management import call_command
from django.db import connection

from portal.checks import korean_works


@pytest.mark.django_db
def test_hangul_yields_trigrams():
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("SELECT show_trgm('한글')")

        assert len(cursor.fetchone()[0]) >= 3
        assert korean_works(databases=["default"]) == []


@pytest.mark.django_db
def test_the_database_check_runs_with_the_others(capsys):
    call_command("check", databases=["default"])


def test_without_a_database_nothing_is_asked():
    assert korean_works(databases=None) == []


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_know_hangul_is_an_error(monkeypatch):
    name = f"{connection.settings_dict['NAME']}_c_locale"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    other = connection.copy()
    other.settings_dict = connection.settings_dict | {"NAME": name}
    monkeypatch.setattr("portal.checks.connections", {"default": other})
    try:
        assert [message.id for message in korean_works(databases=["default"])] == ["portal.E001"]
    finally:
        other.close()
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')
