from django.db import migrations

# Functions, because the planner does not know what reading a vector that stands out of line costs: for words
# that most programs have it would read every one of them instead of the index.
FUNCTION = """
CREATE FUNCTION programs_search_matching(field text, asked tsquery, most integer) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
    IF field = 'names' THEN
        RETURN (SELECT array_agg(program_id) FROM (
            SELECT program_id FROM programs_searchdocument WHERE names @@ asked LIMIT most) AS found);
    END IF;
    RETURN (SELECT array_agg(program_id) FROM (
        SELECT program_id FROM programs_searchdocument WHERE everything @@ asked LIMIT most) AS found);
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("programs", "0007_search_permissions")]
    operations = [
        migrations.RunSQL(
            FUNCTION, "DROP FUNCTION programs_search_matching(text, tsquery, integer)"
        )
    ]
