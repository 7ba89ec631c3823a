"""Truth rules that the database holds by itself: published editions never change, and nothing unsourced is published."""

from __future__ import annotations

import pgtrigger

FROZEN = ("published", "superseded", "withdrawn")
_FROZEN_SQL = ", ".join(f"'{status}'" for status in FROZEN)
# What may still change on a frozen edition: its way through publication, never its content.
_STATUS_COLUMNS = "ARRAY['status', 'withdrawn_at', 'withdrawn_by_id', 'withdrawn_reason', 'version', 'last_modified']"


def content_follows_edition() -> pgtrigger.Trigger:
    """For rows with ``edition_id``: refuse changes under a frozen edition, else count as a change of the edition.

    The edition's version rises, so that an editor with an older form notices.
    """
    return pgtrigger.Trigger(
        name="content_follows_edition",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("touched", "bigint[]"), ("answer", "record")],
        func=f"""
            IF TG_OP = 'INSERT' THEN touched := ARRAY[NEW.edition_id]; answer := NEW;
            ELSIF TG_OP = 'DELETE' THEN touched := ARRAY[OLD.edition_id]; answer := OLD;
            ELSE touched := ARRAY[OLD.edition_id, NEW.edition_id]; answer := NEW;
            END IF;
            IF EXISTS (SELECT 1 FROM programs_edition WHERE id = ANY(touched) AND status IN ({_FROZEN_SQL})) THEN
                RAISE EXCEPTION 'a published edition never changes: make a new edition'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            UPDATE programs_edition SET version = version WHERE id = ANY(touched);
            RETURN answer;
        """,
    )


def edition_is_frozen(sourced_tables: list[str]) -> list[pgtrigger.Trigger]:
    """For the edition itself. ``sourced_tables``: every table whose rows must name an article."""
    unsourced = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE edition_id = NEW.id AND article_id IS NULL)"
        for table in sourced_tables
    )
    return [
        pgtrigger.Trigger(
            name="edition_keeps_its_word",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            func=f"""
                IF OLD.status IN ({_FROZEN_SQL}) THEN
                    IF to_jsonb(NEW) - {_STATUS_COLUMNS} IS DISTINCT FROM to_jsonb(OLD) - {_STATUS_COLUMNS} THEN
                        RAISE EXCEPTION 'a published edition never changes: make a new edition'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    IF NEW.status NOT IN ({_FROZEN_SQL}) OR (OLD.status <> 'published' AND NEW.status = 'published') THEN
                        RAISE EXCEPTION 'an edition never goes back from % to %', OLD.status, NEW.status
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                ELSIF NEW.status = 'published' THEN
                    IF NOT EXISTS (SELECT 1 FROM programs_fact WHERE edition_id = NEW.id) OR {unsourced} THEN
                        RAISE EXCEPTION 'every published value names its article, and there is at least one fact'
                            USING ERRCODE = 'check_violation';
                    END IF;
                END IF;
                NEW.version := OLD.version + 1;
                NEW.last_modified := now();
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="edition_starts_as_draft",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func="""
                IF NEW.status <> 'draft' THEN
                    RAISE EXCEPTION 'an edition starts as a draft' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="frozen_edition_is_not_deleted",
            when=pgtrigger.Before,
            operation=pgtrigger.Delete,
            func=f"""
                IF OLD.status IN ({_FROZEN_SQL}) THEN
                    RAISE EXCEPTION 'a published edition is withdrawn, not deleted' USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN OLD;
            """,
        ),
    ]
