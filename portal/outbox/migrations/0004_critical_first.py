from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Critical mails are found at once behind any number of others: a sign-in code doesn't queue."""

    dependencies = [("outbox", "0003_watching_delivery")]
    operations = [
        migrations.AddIndex(
            model_name="outboundmessage",
            index=models.Index(
                fields=["due_at", "id"],
                condition=Q(state="queued", severity="critical"),
                name="message_due_critical",
            ),
        ),
    ]
