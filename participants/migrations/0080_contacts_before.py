from django.db import migrations, models


class Migration(migrations.Migration):
    """Contacts before the last one, which count again when that one is taken back."""

    dependencies = [("participants", "0070_stand_ins_wall")]
    operations = [
        migrations.AddField(model_name="lastcontact", name="before", field=models.JSONField(blank=True, default=list))
    ]
