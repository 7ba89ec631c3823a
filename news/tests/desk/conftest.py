import pytest
from django.test import Client

from news.models import Upload
from news.tests.desk.pages import editor, make_read


@pytest.fixture
def upload() -> Upload:
    """A page that has been read."""
    return make_read()


@pytest.fixture
def client() -> Client:
    """Signed in as an editor."""
    return editor()
