from django.db import migrations

from portal.scoping.policies import USER, narrow, own

OWN_NEWS = f"recipient_id = {USER} AND (participant_id IS NULL OR {own()})"


class Migration(migrations.Migration):
    """News that may still be taken back is no news yet."""

    dependencies = [("outbox", "0002_wall")]
    operations = [
        narrow(
            "outbox_notification",
            f"{OWN_NEWS} AND (seen_from IS NULL OR seen_from <= statement_timestamp())",
            former=OWN_NEWS,
        )
    ]
