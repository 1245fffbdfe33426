from django.db import migrations

from portal.scoping.wall import ROLE

TRIGGER = """
DROP TRIGGER openings_append_only ON documents_opening;
CREATE TRIGGER openings_append_only
  BEFORE UPDATE OF id, ref, document_id, {thing}name, protection, "inner", person_id, shown_as, hour, at OR DELETE
  ON documents_opening
  FOR EACH ROW EXECUTE FUNCTION openings_refuse();
"""


class Migration(migrations.Migration):
    """Openings also of what is no file: a protected entry or field on a page, once a day for each person."""

    dependencies = [("documents", "0011_protection_wall")]
    operations = [
        migrations.RunSQL(
            f"GRANT SELECT (thing) ON documents_opening TO {ROLE}; {TRIGGER.format(thing='thing, ')}",
            reverse_sql=TRIGGER.format(thing=""),
        ),
    ]
