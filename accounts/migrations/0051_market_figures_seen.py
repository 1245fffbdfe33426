from django.db import migrations

from portal.scoping.policies import guard


class Migration(migrations.Migration):
    """Participants read the figures that are published; of those withdrawn they learn nothing."""

    dependencies = [("accounts", "0011_rights_of_levels_kept")]
    operations = [
        guard(
            "accounts_marketfigures",
            "withdrawn_at IS NULL",
            rights="SELECT (id, ref, created_at, month, content, minimum, withheld, published_at, withdrawn_at)",
        )
    ]
