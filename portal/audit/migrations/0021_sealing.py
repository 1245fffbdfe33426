from django.db import migrations

# What is added in one statement is queued in one; whoever may add to the trail needs no right on the queue.
QUEUE = """
CREATE FUNCTION audit_queue() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO audit_unsealedevent (event_id) SELECT id FROM added;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_queue AFTER INSERT ON audit_auditevent REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION audit_queue();
INSERT INTO audit_unsealedevent (event_id) SELECT id FROM audit_auditevent;
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON audit_seal FROM CURRENT_USER;
"""

UNQUEUE = """
GRANT UPDATE, DELETE, TRUNCATE ON audit_seal TO CURRENT_USER;
DROP TRIGGER audit_seal_no_truncate ON audit_seal;
DROP TRIGGER audit_seal_append_only ON audit_seal;
DROP TRIGGER audit_queue ON audit_auditevent;
DROP FUNCTION audit_queue();
"""


class Migration(migrations.Migration):
    """Each event waits for its seal from the transaction that adds it; a seal never changes."""

    dependencies = [("audit", "0003_wall")]
    operations = [migrations.RunSQL(QUEUE, reverse_sql=UNQUEUE)]
