"""The database keeps the table of which region lies in which, at every way of writing regions.

A region's *ground* is a set of paths. With successors: theirs. Without, but with an ancestor that
has some (a neighbourhood whose new code is not known): a place of its own below that ancestor's
ground. Else: its code. Codes begin with their parent's, so one path lies in another if it begins
with it.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION regions_containment_now() RETURNS TABLE (outer_id varchar, inner_id varchar)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
    WITH RECURSIVE moved AS (
        SELECT DISTINCT from_region_id AS code FROM regions_region_successors
    ),
    walk(region, at, below) AS (
        SELECT code, code, ''::text FROM regions_region
        UNION
        SELECT walk.region, step.at, step.below
        FROM walk CROSS JOIN LATERAL (
            SELECT to_region_id AS at, walk.below
            FROM regions_region_successors WHERE from_region_id = walk.at
            UNION ALL
            SELECT parent_id, '/' || walk.at || walk.below
            FROM regions_region
            WHERE code = walk.at AND code NOT IN (SELECT code FROM moved)
                AND EXISTS (SELECT FROM moved WHERE moved.code IN (left(walk.at, 2), left(walk.at, 5)))
        ) AS step
        WHERE step.at IS NOT NULL AND length(step.below) < 60  -- 60: five steps up, more than there are
    ),
    ground AS (
        SELECT DISTINCT region, at || below AS path
        FROM walk
        WHERE NOT EXISTS (SELECT FROM moved WHERE moved.code IN (left(at, 2), left(at, 5), at))
    ),
    held AS (
        SELECT o.region AS outer_id, i.region AS inner_id, count(DISTINCT i.path) AS paths
        FROM ground i
        CROSS JOIN LATERAL (
            SELECT DISTINCT unnest(ARRAY[left(i.path, 2), left(i.path, 5), left(i.path, 10), i.path]) AS start
        ) AS starts
        JOIN ground o ON o.path = starts.start
        GROUP BY o.region, i.region
    )
    SELECT held.outer_id, held.inner_id
    FROM held JOIN (SELECT region, count(*) AS paths FROM ground GROUP BY region) AS whole
        ON whole.region = held.inner_id AND whole.paths = held.paths
$$;

CREATE FUNCTION regions_containment_refresh() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    -- One writer at a time: the second one must see what the first one wrote.
    PERFORM pg_advisory_xact_lock(hashtext('regions_containment'));
    WITH fresh AS MATERIALIZED (SELECT * FROM regions_containment_now()),
    gone AS (
        DELETE FROM regions_containment c
        WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.outer_id = c.outer_id AND f.inner_id = c.inner_id)
    )
    INSERT INTO regions_containment (outer_id, inner_id)
    SELECT f.outer_id, f.inner_id FROM fresh f
    WHERE NOT EXISTS (
        SELECT FROM regions_containment c WHERE c.outer_id = f.outer_id AND c.inner_id = f.inner_id
    );
    RETURN NULL;
END
$$;

CREATE TRIGGER regions_region_containment
AFTER INSERT OR DELETE OR UPDATE OF code, parent_id ON regions_region
FOR EACH STATEMENT EXECUTE FUNCTION regions_containment_refresh();

CREATE TRIGGER regions_successors_containment
AFTER INSERT OR DELETE OR UPDATE ON regions_region_successors
FOR EACH STATEMENT EXECUTE FUNCTION regions_containment_refresh();

INSERT INTO regions_containment (outer_id, inner_id) SELECT * FROM regions_containment_now();
"""

REVERSE = """
DROP TRIGGER regions_successors_containment ON regions_region_successors;
DROP TRIGGER regions_region_containment ON regions_region;
DROP FUNCTION regions_containment_refresh();
DROP FUNCTION regions_containment_now();
DELETE FROM regions_containment;
"""


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS, REVERSE)]
