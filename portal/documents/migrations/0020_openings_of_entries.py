import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

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
        migrations.AlterField(
            "opening",
            "document",
            models.ForeignKey(
                null=True,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="openings",
                to="documents.document",
            ),
        ),
        migrations.AddField(
            "opening",
            "thing",
            models.CharField("reference of what is no file", blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AlterField("opening", "name", models.CharField("name of the file or entry", max_length=150)),
        migrations.AddConstraint(
            "opening",
            models.UniqueConstraint(
                fields=["thing", "person", "hour"], condition=~Q(thing=""), name="opening_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            "opening",
            models.CheckConstraint(
                condition=Q(document__isnull=False, thing="") | Q(document=None) & ~Q(thing=""),
                name="opening_of_one_thing",
            ),
        ),
        migrations.RunSQL(
            f"GRANT SELECT (thing) ON documents_opening TO {ROLE}; {TRIGGER.format(thing='thing, ')}",
            reverse_sql=TRIGGER.format(thing=""),
        ),
    ]
