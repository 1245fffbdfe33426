import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_rights_of_levels_kept"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="LearningTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("code", models.SlugField(max_length=40, unique=True)),
                        (
                            "level",
                            models.CharField(
                                choices=[("I", "Level I"), ("II", "Level II"), ("senior", "Senior")], max_length=10
                            ),
                        ),
                        ("kind", models.CharField(max_length=30)),
                        ("subject", models.CharField(blank=True, max_length=60)),
                        ("title", models.CharField(max_length=120)),
                        ("times", models.PositiveSmallIntegerField(default=1)),
                        ("in_days", models.PositiveSmallIntegerField(verbose_name="Business Days from the start")),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("active", models.BooleanField(default=True)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "edited",
                            models.BooleanField(
                                default=False,
                                help_text="an edited row is never overwritten by defaults",
                                verbose_name="edited here",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step of learning plans",
                        "verbose_name_plural": "steps of learning plans",
                        "ordering": ["level", "order", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["I", "II", "senior"])), name="learning_template_level"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("times__gte", 1), models.Q(("title", ""), _negated=True)),
                                name="learning_template_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LearningGoal",
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
                            "plan",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="goals",
                                to="accounts.learningplan",
                            ),
                        ),
                        ("kind", models.CharField(max_length=30)),
                        ("subject", models.CharField(blank=True, max_length=60)),
                        ("title", models.CharField(max_length=120)),
                        ("times", models.PositiveSmallIntegerField(default=1)),
                        ("target_on", models.DateField(verbose_name="by")),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("word", models.CharField(blank=True, max_length=300, verbose_name="the mentor's word")),
                    ],
                    options={
                        "verbose_name": "goal of a learning plan",
                        "verbose_name_plural": "goals of learning plans",
                        "ordering": ["target_on", "order", "id"],
                        "indexes": [models.Index(fields=["plan", "target_on", "order"], name="learning_goal_of_plan")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("times__gte", 1), models.Q(("title", ""), _negated=True)),
                                name="learning_goal_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_by", None), ("word", "")),
                                    models.Q(
                                        ("done_by__isnull", False),
                                        ("done_on__isnull", False),
                                        models.Q(("word", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="learning_goal_word",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LearningPlan",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="learning_plans",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[("I", "Level I"), ("II", "Level II"), ("senior", "Senior")], max_length=10
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        (
                            "begun_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
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
                        ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="why it ended")),
                        (
                            "waits_for",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="accounts.learninggoal",
                                verbose_name="step its deadline is about",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "learning plan",
                        "ordering": ["-begun_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("person",),
                                name="learning_plan_one_runs",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["I", "II", "senior"])), name="learning_plan_level"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end_reason", ""), ("ended_at", None), ("ended_by", None)),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="learning_plan_ended",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
