import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_wall"),
        ("participants", "0051_interactions_wall"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="HandOver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("starts_on", models.DateField(verbose_name="from")),
                        (
                            "ends_on",
                            models.DateField(
                                blank=True,
                                help_text="the last day; empty: until further notice",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("absence", "Absence: the stand-in acts, responsibility stays"),
                                    ("temporary", "Temporary: somebody else is responsible for these days"),
                                    ("permanent", "Permanent: a successor takes over"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Prepared"),
                                    ("running", "Running"),
                                    ("returned", "Came back"),
                                    ("closed", "Closed"),
                                ],
                                default="prepared",
                                max_length=10,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hand_overs",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "receiver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taken_over",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who takes over",
                            ),
                        ),
                        (
                            "absence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="hand_overs",
                                to="accounts.absence",
                            ),
                        ),
                        ("whole", models.BooleanField(default=True)),
                        (
                            "note",
                            models.TextField(
                                blank=True, help_text="about everything; notes on single participants stand with them"
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("prepared_at", models.DateTimeField()),
                        ("begun_at", models.DateTimeField(blank=True, null=True)),
                        ("returned_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "marks",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="by kind of work the last row there was when it began",
                            ),
                        ),
                        (
                            "trouble",
                            models.CharField(blank=True, max_length=500, verbose_name="why it could not go on"),
                        ),
                    ],
                    options={
                        "verbose_name": "hand-over",
                        "ordering": ["-starts_on", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("prepared", "running"))),
                                fields=["starts_on", "id"],
                                name="hand_over_live",
                            ),
                            models.Index(fields=["state", "-starts_on", "-id"], name="hand_over_list"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="hand_over_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("person", models.F("receiver")), _negated=True),
                                name="hand_over_other_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["absence", "temporary", "permanent"])),
                                name="hand_over_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["prepared", "running", "returned", "closed"])),
                                name="hand_over_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends_on", None), ("kind", "permanent"), ("returned_at", None)),
                                    models.Q(
                                        models.Q(("kind", "permanent"), _negated=True), ("ends_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="hand_over_last_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("begun_at", None),
                                        ("closed_at", None),
                                        ("returned_at", None),
                                        ("state", "prepared"),
                                    ),
                                    models.Q(
                                        ("begun_at__isnull", False),
                                        ("closed_at", None),
                                        ("returned_at", None),
                                        ("state", "running"),
                                    ),
                                    models.Q(
                                        ("closed_at", None), ("returned_at__isnull", False), ("state", "returned")
                                    ),
                                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                                    _connector="OR",
                                ),
                                name="hand_over_moments",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandOverNote",
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
                            "hand_over",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="participants.handover",
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
                        ("note", models.TextField(blank=True)),
                        (
                            "told_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="the participant was told"),
                        ),
                    ],
                    options={
                        "verbose_name": "note of a hand-over",
                        "verbose_name_plural": "notes of hand-overs",
                        "ordering": ["hand_over", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("hand_over", "participant"), name="hand_over_note_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandOverLine",
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
                            "hand_over",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="participants.handover",
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
                        ("source", models.CharField(max_length=20)),
                        ("subject_ref", models.CharField(max_length=20)),
                        ("url", models.CharField(blank=True, max_length=200)),
                        ("what", models.CharField(max_length=200)),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                        ("came_in", models.BooleanField(default=False)),
                        ("passed_on", models.BooleanField(default=False)),
                        ("state_at_begin", models.CharField(blank=True, max_length=80)),
                        ("state_at_return", models.CharField(blank=True, max_length=80)),
                        ("still_open", models.BooleanField(default=True)),
                        ("to_decide", models.BooleanField(default=False)),
                        (
                            "choice",
                            models.CharField(
                                blank=True, choices=[("kept", "Stays"), ("moved", "New day")], max_length=5
                            ),
                        ),
                        ("new_due", models.DateField(blank=True, null=True, verbose_name="new day")),
                        ("chosen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=1000)),
                    ],
                    options={
                        "verbose_name": "line of a hand-over",
                        "verbose_name_plural": "lines of hand-overs",
                        "ordering": ["hand_over", "due_on", "id"],
                        "indexes": [
                            models.Index(
                                fields=["hand_over", "participant", "due_on", "id"], name="hand_over_line_participant"
                            ),
                            models.Index(
                                condition=models.Q(("choice", ""), ("to_decide", True)),
                                fields=["hand_over", "due_on", "id"],
                                name="hand_over_undecided",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("hand_over", "subject_ref"), name="hand_over_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(("what", ""), _negated=True), name="hand_over_line_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("choice", ""), ("choice__in", ["kept", "moved"]), _connector="OR"),
                                name="hand_over_choice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("choice", ""), ("chosen_at", None), ("chosen_by", None)),
                                    models.Q(
                                        models.Q(("choice", ""), _negated=True),
                                        ("chosen_at__isnull", False),
                                        ("chosen_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="hand_over_chosen_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("choice", "moved"), ("new_due__isnull", False)),
                                    models.Q(models.Q(("choice", "moved"), _negated=True), ("new_due", None)),
                                    _connector="OR",
                                ),
                                name="hand_over_new_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoverageGap",
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
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("nobody", "Nobody is assigned"),
                                    ("left", "The account manager's account is closed"),
                                    ("away", "The account manager is away and nobody stands in"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("first_day", models.DateField(verbose_name="nobody from")),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("found_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "participant without a responsible person",
                        "verbose_name_plural": "participants without a responsible person",
                        "ordering": ["first_day", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["first_day", "id"],
                                name="coverage_gap_open",
                            ),
                            models.Index(fields=["participant", "-found_at"], name="coverage_gap_participant"),
                            models.Index(fields=["-closed_at", "-id"], name="coverage_gap_closed"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None)),
                                fields=("participant",),
                                name="coverage_gap_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason__in", ["nobody", "left", "away"])),
                                name="coverage_gap_reason",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
