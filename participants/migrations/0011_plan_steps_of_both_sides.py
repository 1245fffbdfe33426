from django.db import migrations

from portal.scoping.policies import WHOLE, own

TABLE = "participants_planstep"
COMPANY = f"{own()} AND {WHOLE}"
TOLD = "what IN ('sent', 'signed', 'confirmed', 'returned', 'taken back', 'agreed', 'amended', 'superseded')"
BEFORE = f"{COMPANY} AND version_id IN (SELECT id FROM participants_planversion)"


class Migration(migrations.Migration):
    """A participant reads what passed between the two sides also while the version is a draft again.

    Whoever returned a plan with a reason still finds that reason; what a draft holds stays out of sight.
    """

    dependencies = [("participants", "0010_plans_wall")]
    operations = [
        migrations.RunSQL(
            sql=f"ALTER POLICY {TABLE}_own ON {TABLE} USING ({COMPANY} AND {TOLD}) WITH CHECK ({COMPANY} AND {TOLD})",
            reverse_sql=f"ALTER POLICY {TABLE}_own ON {TABLE} USING ({BEFORE}) WITH CHECK ({BEFORE})",
        )
    ]
