import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Calendar",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("code", models.SlugField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "day_kind",
                            models.CharField(
                                choices=[
                                    ("calendar", "Calendar day"),
                                    ("business", "Business Day"),
                                    ("bank", "Bank Business Day"),
                                    ("retail", "Retail Business Day"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("description", models.TextField(blank=True)),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("order", models.PositiveSmallIntegerField(default=100)),
                    ],
                    options={
                        "ordering": ["order", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("day_kind__in", ["calendar", "business", "bank", "retail"])),
                                name="calendar_day_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarVersion",
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
                            "calendar",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="calendars.calendar",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("zone", models.CharField(default="America/Chicago", max_length=60)),
                        ("week", models.JSONField()),
                        ("entered_yearly", models.JSONField(blank=True, default=dict)),
                        ("current", models.BooleanField(default=True)),
                        ("note", models.TextField(blank=True)),
                        ("published_at", models.DateTimeField()),
                        (
                            "published_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["calendar", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("calendar", "number"), name="calendar_version_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("current", True)),
                                fields=("calendar",),
                                name="calendar_version_current",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Holiday",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="holidays",
                                to="calendars.calendarversion",
                            ),
                        ),
                        ("day", models.DateField()),
                        ("name", models.CharField(max_length=120)),
                        ("hours", models.JSONField(blank=True, default=list)),
                        ("counts", models.BooleanField(default=True)),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("verified", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["day"],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "day"), name="holiday_day_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="holiday_named"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReminderPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("code", models.SlugField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("verified", models.BooleanField(default=False)),
                        ("active", models.BooleanField(default=True)),
                        (
                            "edited",
                            models.BooleanField(default=False, help_text="changed here; the defaults leave it alone"),
                        ),
                    ],
                    options={
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Clock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("subject_type", models.CharField(max_length=60)),
                        ("subject_ref", models.CharField(max_length=20)),
                        (
                            "participant_id",
                            models.BigIntegerField(
                                help_text="whose data it concerns; no foreign key: ground floor", null=True
                            ),
                        ),
                        ("inner", models.BooleanField(default=True)),
                        ("kind", models.CharField(max_length=60)),
                        ("label", models.CharField(max_length=200)),
                        ("cycle", models.PositiveIntegerField(default=1)),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("policy_code", models.CharField(blank=True, max_length=60)),
                        ("policy_version", models.PositiveIntegerField(default=1)),
                        (
                            "calendar",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clocks",
                                to="calendars.calendar",
                            ),
                        ),
                        (
                            "calendar_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clocks",
                                to="calendars.calendarversion",
                            ),
                        ),
                        ("amount", models.DecimalField(blank=True, decimal_places=6, max_digits=14, null=True)),
                        (
                            "unit",
                            models.CharField(
                                choices=[("minute", "minutes"), ("hour", "hours"), ("day", "days")],
                                default="day",
                                max_length=10,
                            ),
                        ),
                        (
                            "start_day",
                            models.CharField(
                                choices=[("exclusive", "first day not counted"), ("inclusive", "first day counted")],
                                default="exclusive",
                                max_length=10,
                            ),
                        ),
                        (
                            "due_time",
                            models.CharField(
                                choices=[
                                    ("same", "same time of day"),
                                    ("close", "close of business"),
                                    ("end_of_day", "end of the day"),
                                ],
                                default="same",
                                max_length=10,
                            ),
                        ),
                        (
                            "at_zero",
                            models.CharField(
                                choices=[("start", "at the start"), ("opening", "at the next opening")],
                                default="start",
                                max_length=10,
                            ),
                        ),
                        ("fixed_day", models.DateField(blank=True, null=True)),
                        (
                            "roll",
                            models.CharField(
                                choices=[
                                    ("none", "stays"),
                                    ("next", "next such day"),
                                    ("previous", "previous such day"),
                                ],
                                default="next",
                                max_length=10,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clocks",
                                to="calendars.reminderplan",
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        ("remaining", models.DurationField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("running", "Running"), ("paused", "Paused"), ("stopped", "Stopped")],
                                default="running",
                                max_length=10,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("missed", "Missed"),
                                    ("merged", "Merged"),
                                    ("canceled", "Canceled"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("breached_at", models.DateTimeField(blank=True, null=True)),
                        ("breach_note", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["due_at", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("breached_at__isnull", True), ("state", "running")),
                                fields=["due_at", "id"],
                                name="clock_to_breach",
                            ),
                            models.Index(
                                condition=models.Q(("state", "running")),
                                fields=["due_at", "id"],
                                name="clock_running_due",
                            ),
                            models.Index(
                                condition=models.Q(("state", "paused")),
                                fields=["remaining", "id"],
                                name="clock_paused_remaining",
                            ),
                            models.Index(
                                condition=models.Q(("state", "stopped"), _negated=True),
                                fields=["calendar", "id"],
                                name="clock_open_of_calendar",
                            ),
                            models.Index(fields=["participant_id", "due_at"], name="clock_participant"),
                            models.Index(
                                condition=models.Q(("breached_at__isnull", False)),
                                fields=["breached_at", "id"],
                                name="clock_breached_when",
                            ),
                            models.Index(fields=["subject_type", "subject_ref"], name="clock_subject"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("subject_ref", "kind", "cycle"), name="clock_cycle_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "stopped"), _negated=True),
                                fields=("subject_ref", "kind"),
                                name="clock_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["running", "paused", "stopped"])), name="clock_state"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", ""),
                                    ("outcome__in", ["met", "missed", "merged", "canceled"]),
                                    _connector="OR",
                                ),
                                name="clock_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "stopped"),
                                        ("stopped_at__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "stopped"), _negated=True),
                                        ("outcome", ""),
                                        ("stopped_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="clock_stopped_with_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__isnull", False), ("fixed_day__isnull", True)),
                                    models.Q(("amount__isnull", True), ("fixed_day__isnull", False)),
                                    _connector="OR",
                                ),
                                name="clock_amount_or_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "running"), _negated=True),
                                    ("due_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="clock_running_is_due",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__in", ["minute", "hour", "day"])), name="clock_unit"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("start_day__in", ["exclusive", "inclusive"])),
                                name="clock_start_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_time__in", ["same", "close", "end_of_day"])),
                                name="clock_due_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("roll__in", ["none", "next", "previous"])), name="clock_roll"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("at_zero__in", ["start", "opening"])), name="clock_at_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("remaining", None), ("state", "paused"), _connector="OR"),
                                name="clock_remaining_while_paused",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClockInterval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="intervals",
                                to="calendars.clock",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(choices=[("running", "Running"), ("paused", "Paused")], max_length=10),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_label", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ["starts_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ends_at", None)), fields=("clock",), name="clock_interval_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at", None), ("ends_at__gte", models.F("starts_at")), _connector="OR"
                                ),
                                name="clock_interval_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["running", "paused"])), name="clock_interval_kind"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClockChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="calendars.clock",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("started", "Started"),
                                    ("paused", "Paused"),
                                    ("resumed", "Resumed"),
                                    ("calendar", "Calendar changed"),
                                    ("policy", "Rule changed"),
                                    ("stopped", "Stopped"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_label", models.CharField(blank=True, max_length=200)),
                        ("old_due_at", models.DateTimeField(null=True)),
                        ("new_due_at", models.DateTimeField(null=True)),
                        ("old_calendar_version", models.PositiveIntegerField(null=True)),
                        ("new_calendar_version", models.PositiveIntegerField(null=True)),
                        ("old_policy_version", models.PositiveIntegerField(null=True)),
                        ("new_policy_version", models.PositiveIntegerField(null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cause__in", ["started", "paused", "resumed", "calendar", "policy", "stopped"])
                                ),
                                name="clock_change_cause",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReminderLevel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="levels",
                                to="calendars.reminderplan",
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=120)),
                        (
                            "when",
                            models.CharField(
                                choices=[
                                    ("before", "before the due date"),
                                    ("at", "at the due date"),
                                    ("after", "after the due date"),
                                    ("share", "when this share (%) of the time has passed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=4, default=0, max_digits=10)),
                        (
                            "unit",
                            models.CharField(
                                choices=[("minute", "minutes"), ("hour", "hours"), ("day", "days")],
                                default="day",
                                max_length=10,
                            ),
                        ),
                        ("audience", models.CharField(max_length=60)),
                        ("message_kind", models.CharField(max_length=80)),
                        ("ladder", models.CharField(blank=True, max_length=2)),
                    ],
                    options={
                        "ordering": ["plan", "level"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "level"), name="reminder_level_once"),
                            models.CheckConstraint(
                                condition=models.Q(("when__in", ["before", "at", "after", "share"])),
                                name="reminder_level_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__in", ["minute", "hour", "day"])), name="reminder_level_unit"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="reminder_level_amount"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ladder", ""), ("ladder__in", ["E0", "E1", "E2", "E3"]), _connector="OR"
                                ),
                                name="reminder_level_ladder",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EscalationStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="calendars.clock"
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=120)),
                        ("audience", models.CharField(max_length=60)),
                        ("message_kind", models.CharField(max_length=80)),
                        ("ladder", models.CharField(blank=True, max_length=2)),
                        (
                            "when",
                            models.CharField(
                                choices=[
                                    ("before", "before the due date"),
                                    ("at", "at the due date"),
                                    ("after", "after the due date"),
                                    ("share", "when this share (%) of the time has passed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=4, default=0, max_digits=10)),
                        (
                            "unit",
                            models.CharField(
                                choices=[("minute", "minutes"), ("hour", "hours"), ("day", "days")],
                                default="day",
                                max_length=10,
                            ),
                        ),
                        ("fire_at", models.DateTimeField(blank=True, null=True)),
                        ("next_try_at", models.DateTimeField(blank=True, null=True)),
                        ("fired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("pending", "Pending"),
                                    ("notified", "Notified"),
                                    ("superseded", "Superseded by a higher level"),
                                    ("canceled", "Canceled"),
                                ],
                                default="pending",
                                max_length=12,
                            ),
                        ),
                        ("late", models.BooleanField(default=False)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("last_error", models.CharField(blank=True, max_length=300)),
                        ("note", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["clock", "level"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("outcome", "pending")),
                                fields=["next_try_at", "id"],
                                name="escalation_step_due",
                            ),
                            models.Index(
                                condition=models.Q(("ladder__in", ["E1", "E2", "E3"]), ("outcome", "notified")),
                                fields=["fired_at", "id"],
                                name="escalation_step_climbed",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("clock", "level"), name="escalation_step_once"),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["pending", "notified", "superseded", "canceled"])),
                                name="escalation_step_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["pending", "canceled"]),
                                    ("fired_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="escalation_step_fired",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecomputeRun",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recomputes",
                                to="calendars.calendarversion",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Waiting"),
                                    ("running", "Running"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        ("claimed_until", models.DateTimeField(blank=True, null=True)),
                        ("after_id", models.BigIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("moved", models.PositiveIntegerField(default=0)),
                        ("became_late", models.PositiveIntegerField(default=0)),
                        ("last_error", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["-started_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["queued", "running"])),
                                fields=["started_at"],
                                name="recompute_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["queued", "running", "done", "failed"])),
                                name="recompute_state",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
