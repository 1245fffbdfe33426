import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("participants", "0041_areas_wall"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="AccessReview",
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
                            "participant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="access_reviews",
                                to="participants.participant",
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("attested_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "attested_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-opened_at"], name="access_review_participant"),
                            models.Index(
                                condition=models.Q(("attested_at", None)),
                                fields=["due_on", "id"],
                                name="access_review_open",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("attested_at", None)),
                                fields=("participant",),
                                name="access_review_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("attested_at", None), ("attested_by", None)),
                                    models.Q(("attested_at__isnull", False), ("attested_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_review_attested_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessReviewLine",
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
                            "review",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="participants.accessreview",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.membership",
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(blank=True, choices=[("keep", "Keep"), ("end", "End")], max_length=10),
                        ),
                        ("reach", models.CharField(blank=True, max_length=400, verbose_name="reached then")),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "line of an access review",
                        "verbose_name_plural": "lines of access reviews",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("review", "membership"), name="access_review_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("decided_by", None), ("decision", "")),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("decision__in", ["keep", "end"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="access_review_line_decided",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
