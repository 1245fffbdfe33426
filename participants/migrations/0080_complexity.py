import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0040_plan_steps_of_both_sides"),
        ("participants", "0070_hand_overs"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Complexity",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="complexity",
                                to="participants.participant",
                            ),
                        ),
                        ("degree", models.PositiveSmallIntegerField(choices=[(1, "Low"), (2, "Medium"), (3, "High")])),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "marked_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("marked_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "complexity of a participant",
                        "verbose_name_plural": "complexities of participants",
                        "ordering": ["-marked_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("degree__in", [1, 2, 3])), name="complexity_degree"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="complexity_reasoned"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AcceptedMatch",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="accepted_matches",
                                to="participants.assignment",
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
                        ("degree", models.PositiveSmallIntegerField(choices=[(1, "Low"), (2, "Medium"), (3, "High")])),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "accepted assignment",
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("degree__in", [1, 2, 3])), name="accepted_match_degree"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="accepted_match_reasoned"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
