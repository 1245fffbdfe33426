from django.db import migrations

from portal.scoping.policies import USER, guard, own


class Migration(migrations.Migration):
    """A participant's user sees what that person asked for; the bytes are read in the action's own block."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("documents", "0001_initial"),
        ("participants", "0081_plans_of_the_company"),
    ]
    operations = [guard("participants_dataexport", f"{own()} AND person_id = {USER}")]
