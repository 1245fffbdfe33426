from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0002_wall"),
    ]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="seen_from",
            field=models.DateTimeField(blank=True, null=True, verbose_name="may be taken back until"),
        ),
    ]
