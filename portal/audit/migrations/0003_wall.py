from django.db import migrations

from portal.scoping.policies import USER, guard, own


class Migration(migrations.Migration):
    """A participant's request adds events about its own data in its user's name, and reads back their ids only."""

    dependencies = [("audit", "0002_append_only"), ("scoping", "0001_role")]
    operations = [guard("audit_auditevent", f"{own()} AND by_id = {USER}", rights="INSERT, SELECT (id)")]
