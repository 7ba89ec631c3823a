import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from programs.catalogue import load
from programs.search import vocabulary
from programs.search.rebuild import rebuild
from programs.tests.browsing import answer_with


@pytest.fixture(scope="module")
def catalogue(django_db_setup, django_db_blocker):
    """The starting catalogue, loaded once for a module and taken away after it. Tests need ``django_db``, too."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(settings.BASE_DIR / "fixtures")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def searchable(catalogue, django_db_blocker):
    """The starting catalogue with the vocabulary and its morphemes, as on a site that has been set up."""
    with django_db_blocker.unblock():
        vocabulary.load(settings.BASE_DIR / "fixtures" / "search")
        list(rebuild())
        return catalogue


@pytest.fixture(scope="module")
def browsed(browser, catalogue):
    """The starting catalogue, loaded after the browser: its event loop decides which database connection this thread uses."""
    return catalogue


@pytest.fixture
def complaints(page):
    """The site behind the page. What the browser complains of comes into this list."""
    return answer_with(Client(), page)
