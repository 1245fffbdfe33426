from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Indexes for those who watch: what could not be delivered, and what may have been sent twice."""

    dependencies = [("outbox", "0002_wall")]
    operations = [
        migrations.RemoveIndex(model_name="outboundmessage", name="message_failed"),
        migrations.AddIndex(
            model_name="outboundmessage",
            index=models.Index(
                fields=["-id"], condition=Q(state__in=["failed", "dropped"]), name="message_undelivered"
            ),
        ),
        migrations.AddIndex(
            model_name="outboundmessage",
            index=models.Index(fields=["-id"], condition=Q(repeats__gt=0), name="message_repeated"),
        ),
    ]
