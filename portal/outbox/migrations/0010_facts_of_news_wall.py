from django.db import migrations

from portal.scoping.wall import ROLE

# All but the facts: they are words for the mail of the news, written when its reader saw what it is about.
READ = (
    "id, ref, created_at, recipient_id, on_behalf_of_id, kind, dedupe_key, about_type, about_ref,"
    " participant_id, severity, read_at, seen_from"
)


class Migration(migrations.Migration):
    """What older news says is not read by participants: their access may have become narrower since."""

    dependencies = [("outbox", "0003_news_held_wall")]
    operations = [
        migrations.RunSQL(
            sql=[
                f"REVOKE SELECT ON outbox_notification FROM {ROLE}",
                f"GRANT SELECT ({READ}) ON outbox_notification TO {ROLE}",
            ],
            reverse_sql=[
                f"REVOKE SELECT ({READ}) ON outbox_notification FROM {ROLE}",
                f"GRANT SELECT ON outbox_notification TO {ROLE}",
            ],
        )
    ]
