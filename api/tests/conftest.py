import pytest
from django.db import transaction

from programs.synthetic import make
from programs.tests.conftest import catalogue

__all__ = ["catalogue", "made"]


@pytest.fixture(scope="module")
def made(catalogue, django_db_blocker):
    """The catalogue, and 60 made-up programs with all that programs can have."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield list(make(60, seed=1))
        transaction.set_rollback(True)
