from collections.abc import Sequence

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

HINT = (
    "Search would find nothing in Korean. Make the database with a UTF-8 locale: "
    "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'."
)


@register(Tags.database)
def korean_works(
    *, databases: Sequence[str] | None = None, **options: object
) -> list[CheckMessage]:
    """Under LC_CTYPE=C PostgreSQL takes Hangul for punctuation, silently."""
    if "default" not in (databases or []):
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT '한' ~ '^[[:alpha:]]$'")
        knows_hangul = cursor.fetchone()[0]
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        if knows_hangul and cursor.fetchone():
            cursor.execute("SELECT show_trgm('한글') <> '{}'")
            knows_hangul = cursor.fetchone()[0]
    if knows_hangul:
        return []
    return [Error("This database does not know Hangul as letters.", hint=HINT, id="portal.E001")]
