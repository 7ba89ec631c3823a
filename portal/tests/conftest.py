import pytest
from django.db import connection

from regions.tests import geography


@pytest.fixture
def korea(db):
    """The catalogue's regions, known to the planner as they are wherever they were not just loaded."""
    geography.load()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE regions_region, regions_regionname, regions_containment")
