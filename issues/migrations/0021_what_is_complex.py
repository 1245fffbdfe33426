import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0020_topics"),
        ("issues", "0020_held_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="category",
            name="complex",
            field=models.BooleanField(
                default=False, help_text="whoever is not signed off for the topic has answers released by the mentor"
            ),
        ),
        migrations.AddField(
            model_name="category",
            name="topic",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.topic",
            ),
        ),
    ]
