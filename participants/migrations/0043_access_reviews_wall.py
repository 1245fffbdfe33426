from django.db import migrations

from portal.scoping.policies import WHOLE, guard, own

COMPANY = f"{own()} AND {WHOLE}"


class Migration(migrations.Migration):
    """Participants read the reviews of their company; every write is an action's own."""

    dependencies = [("participants", "0042_access_reviews")]
    operations = [
        guard("participants_accessreview", COMPANY),
        guard(
            "participants_accessreviewline",
            f"{COMPANY} AND review_id IN (SELECT id FROM participants_accessreview)",
        ),
    ]
