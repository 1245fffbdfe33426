from django.db import migrations

from portal.scoping.policies import USER, guard, own

OWN_NEWS = f"recipient_id = {USER} AND (participant_id IS NULL OR {own()})"


class Migration(migrations.Migration):
    """A participant's user reads and marks the own notifications and keeps the own preferences; no e-mail row."""

    dependencies = [("outbox", "0001_initial"), ("scoping", "0001_role")]
    operations = [
        guard("outbox_notification", OWN_NEWS, rights="SELECT, UPDATE (read_at)"),
        guard("outbox_preference", f"user_id = {USER}", rights="SELECT, INSERT, UPDATE, DELETE"),
        guard("outbox_deliverysettings", f"user_id = {USER}", rights="SELECT, INSERT, UPDATE"),
    ]
