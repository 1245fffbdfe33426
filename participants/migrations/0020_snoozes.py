import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0011_plans_wall"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Snooze",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="snoozes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                help_text="whose line it is",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("subject_ref", models.CharField(max_length=20, verbose_name="of")),
                        ("title", models.CharField(max_length=300)),
                        ("until_on", models.DateField(verbose_name="until")),
                        ("reason", models.CharField(max_length=300)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["until_on", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "subject_ref"), name="snooze_once"),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="snooze_reasoned"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("subject_ref", ""), _negated=True), name="snooze_of_something"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
