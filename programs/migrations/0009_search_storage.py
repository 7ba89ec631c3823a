from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0008_search_matching")]
    operations = [
        # Read by nobody once they are indexed: small is better than quick to unpack.
        migrations.RunSQL(
            """
            ALTER TABLE programs_searchdocument
                ALTER COLUMN everything SET STORAGE EXTENDED,
                ALTER COLUMN words SET STORAGE EXTENDED;
            """,
            migrations.RunSQL.noop,
        ),
    ]
