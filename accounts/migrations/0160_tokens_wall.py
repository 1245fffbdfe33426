from django.db import migrations

from portal.scoping.policies import USER, guard


class Migration(migrations.Migration):
    """People see and revoke their own tokens inside the wall too; making one stays with the account."""

    dependencies = [("accounts", "0130_rows_kept")]
    operations = [guard("accounts_apitoken", f"user_id = {USER}", rights="SELECT, DELETE")]
