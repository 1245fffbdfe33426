from django.db import migrations

from portal.scoping.policies import WHOLE, guard, own, public

ADMINISTRATORS = f"{own()} AND current_setting('portal.quality', true) = 'admin' AND {WHOLE} AND NOT \"inner\""
SEEN = 'id, ref, created_at, participant_id, document_id, name, protection, "inner", shown_as, hour, at'
APPEND_ONLY = """
CREATE FUNCTION openings_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The list of who opened a file is append only: % refused.', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER openings_append_only
  BEFORE UPDATE OF id, ref, document_id, name, protection, "inner", person_id, shown_as, hour, at OR DELETE
  ON documents_opening
  FOR EACH ROW EXECUTE FUNCTION openings_refuse();
"""
BACK = "DROP TRIGGER openings_append_only ON documents_opening; DROP FUNCTION openings_refuse();"


class Migration(migrations.Migration):
    """A company's administrators read who opened its files, as it was shown then, and never whose account that was."""

    dependencies = [("documents", "0003_under_ones_own_name")]
    operations = [
        public("documents_protectionclass"),
        guard("documents_opening", ADMINISTRATORS, rights=f"SELECT ({SEEN})"),
        migrations.RunSQL(APPEND_ONLY, reverse_sql=BACK),
        migrations.RunSQL(
            "UPDATE documents_document SET protection = 'PUBLIC' WHERE participant_id IS NULL",
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
