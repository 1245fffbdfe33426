from django.db import migrations

from portal.scoping.policies import USER, guard, own


class Migration(migrations.Migration):
    """A participant's user sees what that person asked for; the bytes are read in the action's own block."""

    dependencies = [("participants", "0090_data_exports")]
    operations = [guard("participants_dataexport", f"{own()} AND person_id = {USER}")]
