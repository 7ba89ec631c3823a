"""Loading the catalogue into the database."""

import shutil

import pytest
from django.apps import apps
from django.conf import settings

from programs.catalogue import CatalogueError, load
from programs.models import Edition

pytestmark = pytest.mark.django_db

FIXTURES = settings.BASE_DIR / "fixtures"


def rows() -> dict[str, list]:
    """Every row of our own tables, whole."""
    models = [model for model in apps.get_models() if model._meta.app_label in {"news", "programs"}]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_a_second_time_changes_nothing(catalogue):
    assert catalogue["program"] == 33
    before = rows()
    assert load(FIXTURES) == {}
    assert rows() == before


def test_what_newer_articles_tell_of_was_published_later(catalogue):
    live = Edition.objects.live().with_source_date().order_by("published_at")
    dates = [str(edition.source_date or "") for edition in live]
    assert len(set(dates)) > 3
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("programs/new.yaml", "- slug: half\n  name: [", "new.yaml"),
        ("terms.yaml", "slug: alone\n", "a list of entries"),
        ("programs/new.yaml", "- slug: nowhere\n  name: x\n  themes: [none]\n", "no term 'none'"),
    ],
)
def test_a_broken_file_is_named_and_nothing_of_it_stays(catalogue, tmp_path, file, text, sentence):
    folder = shutil.copytree(FIXTURES, tmp_path / "fixtures")
    (folder / file).write_text(text, encoding="utf-8")
    before = rows()
    with pytest.raises(CatalogueError, match=sentence):
        load(folder)
    assert rows() == before
