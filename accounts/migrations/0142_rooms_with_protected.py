from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0141_external_auditors"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditroom",
            name="with_protected",
            field=models.BooleanField(default=False, verbose_name="with Protected Information"),
        ),
    ]
