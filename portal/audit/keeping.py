"""The triggers that keep what rows were, written in migrations next to the tables they watch.

    keep_history("participants_contact")
    keep_history("accounts_user", without=("password", "last_login"))
    keep_history("participants_membership_registrations", part_of="membership_id", entries=True)

What a module `<app>/historic.py` declares and what these triggers do is compared by a test.
"""

from collections.abc import Sequence
from typing import Final

from django.db.migrations import RunSQL

# Columns whose name says that they hold a secret or only serve search are never kept, whatever a trigger is told.
NEVER: Final = "password|secret|sealed|digest|token|cipher|private_key|recovery|search_text"
NAME: Final = "audit_kept"


def keep_history(
    table: str,
    *,
    without: Sequence[str] = (),
    part_of: str = "",
    whose: str = "participant_id",
    entries: bool = False,
) -> RunSQL:
    """Keep old and new values of each changed or removed row of `table`, with `entries` also those of an added one.

    `without`: columns of no interest, or nobody's business. `part_of`: the column that names the row it is a part of.
    `whose`: the column that names the participant, where there is one.
    """
    given = ", ".join(f"'{one}'" for one in (whose, part_of, *without))
    others = "INSERT OR DELETE" if entries else "DELETE"
    return RunSQL(
        sql=[
            f"CREATE TRIGGER {NAME} AFTER UPDATE ON {table} FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)"
            f" EXECUTE FUNCTION audit_keep({given})",
            f"CREATE TRIGGER {NAME}_others AFTER {others} ON {table} FOR EACH ROW EXECUTE FUNCTION audit_keep({given})",
        ],
        reverse_sql=[f"DROP TRIGGER {NAME}_others ON {table}", f"DROP TRIGGER {NAME} ON {table}"],
    )


KEEP: Final = f"""
CREATE FUNCTION audit_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  was jsonb := '{{}}';
  is_now jsonb := '{{}}';
  held jsonb;
  found jsonb;
  key_of bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD); END IF;
  IF TG_OP <> 'DELETE' THEN is_now := to_jsonb(NEW); END IF;
  held := was || is_now;
  SELECT jsonb_object_agg(name, jsonb_build_array(was->name, is_now->name)) INTO found
    FROM jsonb_object_keys(held) AS name
   WHERE coalesce(was->name, 'null') <> coalesce(is_now->name, 'null')
     AND name <> 'id' AND name <> ALL (TG_ARGV[2:]) AND name !~ '({NEVER})';
  IF found IS NULL THEN RETURN NULL; END IF;
  INSERT INTO audit_rowchange
    (at, "table", row_id, whole_id, object_ref, participant_id, done, changes, transaction, program, event_id, by_id)
  VALUES (
    now(), TG_TABLE_NAME, (held->>'id')::bigint, (held->>TG_ARGV[1])::bigint, coalesce(held->>'ref', ''),
    (held->>TG_ARGV[0])::bigint,
    CASE TG_OP WHEN 'UPDATE' THEN 'changed' WHEN 'INSERT' THEN 'added' ELSE 'removed' END,
    found, pg_current_xact_id()::text::bigint,
    session_user || '/' || current_setting('application_name'),
    nullif(current_setting('portal.event', true), '')::bigint,
    nullif(current_setting('portal.event_by', true), '')::bigint
  ) RETURNING id INTO key_of;
  IF coalesce(current_setting('portal.kept_from', true), '') = '' THEN
    PERFORM set_config('portal.kept_from', key_of::text, true);
  END IF;
  RETURN NULL;
END $$
"""  # noqa: S608 a text of our own

# An event names what was changed before it in its transaction, and what is changed after it until the next event.
# Of several events written at once, each row gets the one about it, else one about its participant, else the first.
NAME_EVENTS: Final = """
CREATE FUNCTION audit_name_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  kept_from bigint := nullif(current_setting('portal.kept_from', true), '');
  latest record;
BEGIN
  SELECT id, by_id INTO latest FROM added ORDER BY id DESC LIMIT 1;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF kept_from IS NOT NULL THEN
    WITH kept AS MATERIALIZED (
      SELECT id, object_ref, participant_id FROM audit_rowchange
       WHERE transaction = pg_current_xact_id()::text::bigint AND id >= kept_from
    ), about AS (
      SELECT DISTINCT ON (object_ref) object_ref, id FROM added WHERE object_ref <> '' ORDER BY object_ref, id
    ), concerning AS (
      SELECT DISTINCT ON (participant_id) participant_id, id FROM added
       WHERE participant_id IS NOT NULL ORDER BY participant_id, id
    ), named AS (
      SELECT kept.id, coalesce(about.id, concerning.id, (SELECT min(id) FROM added)) AS event
        FROM kept LEFT JOIN about ON about.object_ref = kept.object_ref
        LEFT JOIN concerning ON concerning.participant_id = kept.participant_id
    )
    UPDATE audit_rowchange SET event_id = added.id, by_id = added.by_id,
           participant_id = coalesce(audit_rowchange.participant_id, added.participant_id)
      FROM named JOIN added ON added.id = named.event WHERE audit_rowchange.id = named.id;
  END IF;
  PERFORM set_config('portal.kept_from', '', true), set_config('portal.event', latest.id::text, true),
          set_config('portal.event_by', coalesce(latest.by_id::text, ''), true);
  RETURN NULL;
END $$;
CREATE TRIGGER audit_name_events AFTER INSERT ON audit_auditevent REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION audit_name_events()
"""

# Two things may happen to what was kept: in its own transaction it gets its event, and a pair of values is erased.
GUARD: Final = """
CREATE FUNCTION audit_guard_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.at, NEW."table", NEW.row_id, NEW.whole_id, NEW.object_ref, NEW.done, NEW.transaction, NEW.program)
     IS NOT DISTINCT FROM
     (OLD.id, OLD.at, OLD."table", OLD.row_id, OLD.whole_id, OLD.object_ref, OLD.done, OLD.transaction, OLD.program)
  THEN
    IF NEW.changes = OLD.changes AND NEW.erased_at IS NOT DISTINCT FROM OLD.erased_at
       AND pg_trigger_depth() > 1 AND OLD.transaction = pg_current_xact_id()::text::bigint THEN
      RETURN NEW;
    ELSIF (NEW.event_id, NEW.by_id, NEW.participant_id) IS NOT DISTINCT FROM
          (OLD.event_id, OLD.by_id, OLD.participant_id) AND NEW.erased_at IS NOT NULL
       AND (SELECT array_agg(name) FROM jsonb_object_keys(NEW.changes) AS name)
           = (SELECT array_agg(name) FROM jsonb_object_keys(OLD.changes) AS name)
       AND NOT EXISTS (SELECT FROM jsonb_each(NEW.changes) AS pair
                        WHERE pair.value <> 'null' AND pair.value <> OLD.changes->pair.key) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'What rows were before is never changed.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_kept_guarded BEFORE UPDATE ON audit_rowchange
  FOR EACH ROW EXECUTE FUNCTION audit_guard_kept();
CREATE TRIGGER audit_kept_by_triggers BEFORE INSERT ON audit_rowchange
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_kept_append_only BEFORE DELETE ON audit_rowchange
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_kept_no_truncate BEFORE TRUNCATE ON audit_rowchange
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON audit_rowchange FROM CURRENT_USER;
GRANT UPDATE (event_id, by_id, participant_id, changes, erased_at) ON audit_rowchange TO CURRENT_USER
"""

UNGUARD: Final = """
GRANT UPDATE, DELETE, TRUNCATE ON audit_rowchange TO CURRENT_USER;
DROP TRIGGER audit_kept_no_truncate ON audit_rowchange;
DROP TRIGGER audit_kept_append_only ON audit_rowchange;
DROP TRIGGER audit_kept_by_triggers ON audit_rowchange;
DROP TRIGGER audit_kept_guarded ON audit_rowchange;
DROP FUNCTION audit_guard_kept();
DROP TRIGGER audit_name_events ON audit_auditevent;
DROP FUNCTION audit_name_events();
DROP FUNCTION audit_keep()
"""
