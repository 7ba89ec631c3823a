"""Counts of words apart from the words; spelling keys as numbers. `rebuild_search` fills them."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0005_evidence_cases")]

    operations = [
        migrations.RunSQL(
            """
            DELETE FROM programs_searchword;
            UPDATE programs_searchdocument SET words = '{}', format = 0;
            """,
            migrations.RunSQL.noop,
        ),
        migrations.CreateModel(
            name="SearchCount",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("programs", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RemoveIndex(model_name="searchword", name="search_word_near"),
        migrations.RemoveField(model_name="searchword", name="near"),
        migrations.RemoveField(model_name="searchword", name="programs"),
        migrations.AddField(
            model_name="searchword",
            name="near",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["near"], name="search_word_near"
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE programs_searchcount SET (fillfactor = 70)", migrations.RunSQL.noop
        ),
        # A function, because the planner takes many keys for many rows and would read the whole table.
        migrations.RunSQL(
            """
            CREATE FUNCTION programs_near_words(keys integer[])
            RETURNS TABLE (word varchar, is_vocabulary boolean)
            LANGUAGE sql STABLE SET enable_seqscan = off
            AS 'SELECT word, is_vocabulary FROM programs_searchword WHERE near && keys';
            """,
            "DROP FUNCTION programs_near_words(integer[])",
        ),
    ]
