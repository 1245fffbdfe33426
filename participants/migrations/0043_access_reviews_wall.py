from django.db import migrations

from portal.scoping.policies import WHOLE, guard, own

COMPANY = f"{own()} AND {WHOLE}"


class Migration(migrations.Migration):
    """Participants read the reviews of their company; every write is an action's own."""

    dependencies = [("accounts", "0001_initial"), ("participants", "0041_areas_wall")]
    operations = [
        guard("participants_accessreview", COMPANY),
        guard(
            "participants_accessreviewline",
            f"{COMPANY} AND review_id IN (SELECT id FROM participants_accessreview)",
        ),
    ]
