from django.db import migrations

from portal.scoping.policies import guard


class Migration(migrations.Migration):
    """Whoever sees an agency sees to which registrations it is limited; it is written by the portal only."""

    dependencies = [("participants", "0106_disclosures_wall")]
    operations = [
        guard(
            "participants_agency_registrations",
            "agency_id IN (SELECT id FROM participants_agency)"
            " AND registration_id IN (SELECT id FROM participants_registration)",
        )
    ]
