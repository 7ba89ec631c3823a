"""What search finds is an answer, too; it says itself when its index or vocabulary changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("api", "0001_change"), ("programs", "0004_search_index")]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER api_note_change AFTER INSERT OR UPDATE OR DELETE ON programs_searchstate"
            " FOR EACH STATEMENT EXECUTE FUNCTION api_note_change()",
            "DROP TRIGGER api_note_change ON programs_searchstate",
        )
    ]
