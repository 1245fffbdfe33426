"""Row-level security, written in migrations next to the table it guards.

A policy reads six settings of the transaction: `portal.participant`, `portal.registrations` and `portal.areas`
(empty: all), `portal.sight` (whether colleagues' issues are seen), `portal.quality` (in which the person acts) and
`portal.user`. A reset setting reads as an empty string, hence `nullif`.
"""

from django.db.migrations import RunSQL

from portal.scoping.wall import ROLE

PARTICIPANT = "nullif(current_setting('portal.participant', true), '')::bigint"
USER = "nullif(current_setting('portal.user', true), '')::bigint"
WHOLE = "nullif(current_setting('portal.registrations', true), '') IS NULL"
AREAS = "nullif(current_setting('portal.areas', true), '')"
SEES_COMPANY = "current_setting('portal.sight', true) = 'company'"
REGISTRATIONS = "string_to_array(nullif(current_setting('portal.registrations', true), ''), ',')::bigint[]"


# The person belongs to the company: an agent acts for it and does not.
COMPANY_OWN = "current_setting('portal.quality', true) IN ('member', 'admin')"


def own(column: str = "participant_id") -> str:
    """The condition "this row belongs to the participant acted for"."""
    return f"{column} = {PARTICIPANT}"


def in_scope(column: str) -> str:
    """The condition "the membership is not narrowed, or is narrowed to this registration"."""
    return f"({WHOLE} OR {column} = ANY ({REGISTRATIONS}))"


def covers(area: str) -> str:
    """The condition "the membership is not limited to areas, or reaches this one"; `area` is SQL: a column, a text."""
    return f"({AREAS} IS NULL OR {area} = ANY (string_to_array({AREAS}, ',')))"


def guard(table: str, read: str, *, write: str = "", rights: str = "SELECT", name: str = "own") -> RunSQL:
    """Enable row-level security on `table` and let participants do `rights` where `read` holds.

    `write` (default: `read`) must hold for rows they insert or leave behind. Rights may name columns:
    `SELECT (id, name), INSERT`. A table without `guard` grants the participants' role nothing at all.
    """
    return RunSQL(
        sql=[
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY {table}_{name} ON {table} FOR ALL TO {ROLE} USING ({read}) WITH CHECK ({write or read})",
            f"GRANT {rights} ON {table} TO {ROLE}",
        ],
        reverse_sql=[
            f"REVOKE ALL ON {table} FROM {ROLE}",
            f"DROP POLICY {table}_{name} ON {table}",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ],
    )


def narrow(table: str, read: str, *, former: str, name: str = "own") -> RunSQL:
    """Replace the condition that `guard` gave a table; `former` is that condition, for the way back."""
    told = "ALTER POLICY {table}_{name} ON {table} USING ({read}) WITH CHECK ({read})"
    return RunSQL(
        sql=told.format(table=table, name=name, read=read),
        reverse_sql=told.format(table=table, name=name, read=former),
    )


def also(table: str, read: str, *, name: str) -> RunSQL:
    """Let participants read further rows of a table that `guard` has opened, with the rights that it gave."""
    return RunSQL(
        sql=f"CREATE POLICY {table}_{name} ON {table} FOR SELECT TO {ROLE} USING ({read})",
        reverse_sql=f"DROP POLICY {table}_{name} ON {table}",
    )


def leaves(table: str, command: str, written: str, *, name: str) -> RunSQL:
    """Of the rights that `guard` gave, let participants use `command` only where `written` holds for the row left.

    For rows on which both sides write: a participant sends and takes back, and never judges.
    """
    return RunSQL(
        sql=f"CREATE POLICY {table}_{name} ON {table} AS RESTRICTIVE FOR {command} TO {ROLE}"
        + (" USING (true)" if command == "UPDATE" else "")
        + f" WITH CHECK ({written})",
        reverse_sql=f"DROP POLICY {table}_{name} ON {table}",
    )


def only(table: str, read: str, *, name: str) -> RunSQL:
    """Of the rows that `guard` shows, participants read and write those only where `read` holds as well."""
    return RunSQL(
        sql=f"CREATE POLICY {table}_{name} ON {table} AS RESTRICTIVE FOR ALL TO {ROLE} USING ({read})",
        reverse_sql=f"DROP POLICY {table}_{name} ON {table}",
    )


def public(table: str) -> RunSQL:
    """Let participants read every row of a catalog that holds nobody's data."""
    return RunSQL(sql=f"GRANT SELECT ON {table} TO {ROLE}", reverse_sql=f"REVOKE ALL ON {table} FROM {ROLE}")


# Roles belong to the whole cluster, so databases made in parallel race for this one; advisory locks do not
# help, being per database. The role is never dropped: other databases hold grants to it.
CREATE_ROLE = f"""
DO $$
DECLARE attempts int := 0;
BEGIN
  LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN
        CREATE ROLE {ROLE} NOLOGIN;
      END IF;
      IF NOT pg_has_role(current_user, '{ROLE}', 'SET') THEN
        EXECUTE format('GRANT {ROLE} TO %I WITH INHERIT FALSE, SET TRUE', current_user);
      END IF;
      EXECUTE 'GRANT USAGE ON SCHEMA public TO {ROLE}';
      EXIT;
    EXCEPTION WHEN duplicate_object OR unique_violation OR internal_error THEN
      attempts := attempts + 1;
      IF attempts > 100 THEN RAISE; END IF;
      PERFORM pg_sleep(0.05);
    END;
  END LOOP;
END $$
"""
