from django.db import migrations

from portal.scoping.policies import COMPANY_OWN, only


class Migration(migrations.Migration):
    """Agents who act for a company do not read its account plan. Plans, lines and meetings follow their version."""

    dependencies = [("participants", "0070_stand_ins_wall")]
    operations = [
        only("participants_planversion", COMPANY_OWN, name="company"),
        only("participants_planstep", COMPANY_OWN, name="company"),
    ]
