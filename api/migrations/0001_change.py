"""The table of changes, and the triggers that fill it.

A plain ``max(last_modified)`` would miss deletions, renamed terms and regions, links between rows,
and transactions that begin earlier but commit later than one that was read in between.
"""

from django.db import migrations, models

# What is not public never changes an answer. Editions become and cease to be public by their status;
# while they are public nothing below them can change.
WATCHED = {
    "programs_edition": "UPDATE OF status",
    "programs_program": "INSERT OR UPDATE OR DELETE",
    "programs_program_related": "INSERT OR UPDATE OR DELETE",
    "programs_term": "INSERT OR UPDATE OR DELETE",
    "programs_organization": "INSERT OR UPDATE OR DELETE",
    "news_publisher": "INSERT OR UPDATE OR DELETE",
    "news_article": "INSERT OR UPDATE OR DELETE",
    "news_article_regions": "INSERT OR UPDATE OR DELETE",
    "news_reading": "INSERT OR UPDATE OR DELETE",
    "regions_region": "INSERT OR UPDATE OR DELETE",
    "regions_region_successors": "INSERT OR UPDATE OR DELETE",
    "regions_regionname": "INSERT OR UPDATE OR DELETE",
}

# The second branch is for a database restored elsewhere, where transaction numbers begin anew.
NOTE = """
CREATE FUNCTION api_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO api_change (xact, at) VALUES (pg_current_xact_id()::text::bigint, clock_timestamp())
    ON CONFLICT (xact) DO UPDATE SET at = clock_timestamp();
    RETURN NULL;
END $$
"""
COMMIT = """
CREATE FUNCTION api_change_is_committed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE api_change SET at = clock_timestamp() WHERE xact = NEW.xact;
    DELETE FROM api_change WHERE xact IN (
        SELECT xact FROM api_change WHERE at < clock_timestamp() - interval '1 hour'
        LIMIT 1000 FOR UPDATE SKIP LOCKED
    );
    RETURN NULL;
END $$
"""
AT_COMMIT = """
CREATE CONSTRAINT TRIGGER api_change_is_committed AFTER INSERT ON api_change
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION api_change_is_committed()
"""
ON_TABLE = """
CREATE TRIGGER api_note_change AFTER {events} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION api_note_change()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0002_initial"),
        ("news", "0001_initial"),
        ("regions", "0002_containment"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("xact", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"verbose_name": "change"},
        ),
        migrations.RunSQL(NOTE, "DROP FUNCTION api_note_change()"),
        migrations.RunSQL(COMMIT, "DROP FUNCTION api_change_is_committed()"),
        migrations.RunSQL(AT_COMMIT, "DROP TRIGGER api_change_is_committed ON api_change"),
        *(
            migrations.RunSQL(
                ON_TABLE.format(table=table, events=events),
                f"DROP TRIGGER api_note_change ON {table}",
            )
            for table, events in WATCHED.items()
        ),
    ]
