from django.db import migrations

from portal.audit.keeping import keep_history


class Migration(migrations.Migration):
    """What auditors' rooms held before a change is kept."""

    dependencies = [("accounts", "0160_tokens_wall"), ("audit", "0031_rows_kept")]
    operations = [
        keep_history("accounts_auditroom"),
        keep_history("accounts_auditroomreader", part_of="room_id", entries=True),
        keep_history("accounts_auditroomparticipant", part_of="room_id", entries=True),
    ]
