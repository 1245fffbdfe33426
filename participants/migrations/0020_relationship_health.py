import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0012_interactions_wall"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="HealthMeasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("code", models.CharField(max_length=30, unique=True)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(max_length=300)),
                        (
                            "tag",
                            models.CharField(
                                choices=[
                                    ("V", "Verified"),
                                    ("K", "General knowledge"),
                                    ("k", "Unsure"),
                                    ("P", "Proposal"),
                                ],
                                max_length=1,
                                verbose_name="how sure",
                            ),
                        ),
                        ("effective_from", models.DateField(blank=True, null=True)),
                        ("effective_to", models.DateField(blank=True, null=True)),
                        (
                            "edited",
                            models.BooleanField(
                                default=False,
                                help_text="an edited row is never overwritten by defaults",
                                verbose_name="edited here",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("about", models.CharField(max_length=400)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("measure", "Measure"), ("scale", "Scale")], default="measure", max_length=10
                            ),
                        ),
                        ("weight", models.PositiveSmallIntegerField(default=0)),
                        ("terms", models.JSONField(default=dict)),
                    ],
                    options={
                        "verbose_name": "measure of health",
                        "verbose_name_plural": "measures of health",
                        "ordering": ["order", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="healthmeasure_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="healthmeasure_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="healthmeasure_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="healthmeasure_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["measure", "scale"])), name="healthmeasure_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__lte", 100)), name="healthmeasure_weight"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "measure"), ("weight", 0), _connector="OR"),
                                name="healthmeasure_scale_weighs_nothing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HealthOverride",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "mark",
                            models.CharField(
                                choices=[("good", "Good"), ("watch", "Watch"), ("poor", "Poor")], max_length=10
                            ),
                        ),
                        ("comment", models.CharField(max_length=500)),
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
                        (
                            "score",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="score at that time"),
                        ),
                        ("expires_on", models.DateField(verbose_name="last day")),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
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
                        "verbose_name": "mark set by hand",
                        "verbose_name_plural": "marks set by hand",
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-at"], name="health_override_participant"),
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["expires_on", "id"],
                                name="health_override_expiry",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("participant",),
                                name="health_override_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mark__in", ["good", "watch", "poor"])), name="health_override_mark"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("comment", ""), _negated=True), name="health_override_reasoned"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ended_by", None), ("ended_at__isnull", False), _connector="OR"),
                                name="health_override_ended_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Health",
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
                                related_name="health",
                                to="participants.participant",
                            ),
                        ),
                        ("day", models.DateField(blank=True, null=True)),
                        ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("standing", models.PositiveSmallIntegerField(default=101)),
                        (
                            "mark",
                            models.CharField(
                                blank=True,
                                choices=[("good", "Good"), ("watch", "Watch"), ("poor", "Poor")],
                                max_length=10,
                            ),
                        ),
                        ("judged", models.PositiveSmallIntegerField(default=0)),
                        ("measures", models.JSONField(default=list)),
                        ("rules", models.CharField(blank=True, max_length=12)),
                        ("reckoned_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "override",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.healthoverride",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "relationship health",
                        "verbose_name_plural": "relationship health",
                        "ordering": ["standing", "id"],
                        "indexes": [
                            models.Index(fields=["standing", "id"], name="health_worst_first"),
                            models.Index(fields=["day", "id"], name="health_due"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("score", None), ("score__range", (0, 100)), _connector="OR"),
                                name="health_score",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("score", None), ("standing", 101)),
                                    ("standing", models.F("score")),
                                    _connector="OR",
                                ),
                                name="health_standing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mark", ""), ("mark__in", ["good", "watch", "poor"]), _connector="OR"
                                ),
                                name="health_mark",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score", None), models.Q(("mark", ""), _negated=True), _connector="OR"
                                ),
                                name="health_score_is_marked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HealthScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        ("day", models.DateField()),
                        ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "mark",
                            models.CharField(
                                blank=True,
                                choices=[("good", "Good"), ("watch", "Watch"), ("poor", "Poor")],
                                max_length=10,
                            ),
                        ),
                        ("values", models.JSONField(default=dict)),
                        ("rules", models.CharField(max_length=12)),
                    ],
                    options={
                        "verbose_name": "health of a day",
                        "verbose_name_plural": "health of days",
                        "ordering": ["-day", "-id"],
                        "indexes": [models.Index(fields=["day", "id"], name="health_score_by_day")],
                        "constraints": [
                            models.UniqueConstraint(fields=("participant", "day"), name="health_score_once"),
                            models.CheckConstraint(
                                condition=models.Q(("score", None), ("score__range", (0, 100)), _connector="OR"),
                                name="health_score_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mark", ""), ("mark__in", ["good", "watch", "poor"]), _connector="OR"
                                ),
                                name="health_score_mark",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HealthDrop",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        ("day", models.DateField()),
                        ("from_score", models.PositiveSmallIntegerField()),
                        ("to_score", models.PositiveSmallIntegerField()),
                        (
                            "from_mark",
                            models.CharField(
                                choices=[("good", "Good"), ("watch", "Watch"), ("poor", "Poor")], max_length=10
                            ),
                        ),
                        (
                            "to_mark",
                            models.CharField(
                                choices=[("good", "Good"), ("watch", "Watch"), ("poor", "Poor")], max_length=10
                            ),
                        ),
                        ("reasons", models.JSONField(default=list)),
                        (
                            "follow_up",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.followup",
                            ),
                        ),
                        ("recovered_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "drop of health",
                        "verbose_name_plural": "drops of health",
                        "ordering": ["-day", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("recovered_on", None)),
                                fields=["participant"],
                                name="health_drop_standing",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("participant", "day"), name="health_drop_once"),
                            models.CheckConstraint(
                                condition=models.Q(("from_mark__in", ["good", "watch", "poor"])),
                                name="health_drop_from_mark",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("to_mark__in", ["good", "watch", "poor"])),
                                name="health_drop_to_mark",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recovered_on", None), ("recovered_on__gte", models.F("day")), _connector="OR"
                                ),
                                name="health_drop_recovered",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
