import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0060_retention"),
        ("issues", "0080_rows_kept"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="WorkWeights",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("current", models.BooleanField(default=True)),
                        (
                            "participant_low",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="participant of low complexity",
                            ),
                        ),
                        (
                            "participant_medium",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="participant of medium complexity",
                            ),
                        ),
                        (
                            "participant_high",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="participant of high complexity",
                            ),
                        ),
                        (
                            "issue_critical",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="open issue of critical severity",
                            ),
                        ),
                        (
                            "issue_high",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="open issue of high severity",
                            ),
                        ),
                        (
                            "issue_normal",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="open issue of normal severity",
                            ),
                        ),
                        (
                            "issue_low",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="open issue of low severity",
                            ),
                        ),
                        (
                            "application",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="application to decide",
                            ),
                        ),
                        ("note", models.CharField(max_length=300)),
                        ("published_at", models.DateTimeField()),
                        (
                            "published_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "weights of the balance",
                        "verbose_name_plural": "weights of the balance",
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("current", True)), fields=("current",), name="work_weights_current"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("participant_low__lte", models.F("participant_medium")),
                                    ("participant_high__lte", 100),
                                    ("participant_medium__lte", models.F("participant_high")),
                                ),
                                name="work_weights_participants",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("issue_low__lte", models.F("issue_normal")),
                                    ("issue_normal__lte", models.F("issue_high")),
                                    ("issue_critical__lte", 100),
                                    ("issue_high__lte", models.F("issue_critical")),
                                ),
                                name="work_weights_issues",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("application__lte", 100)), name="work_weights_application"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
