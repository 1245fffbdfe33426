import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0030_calendar_feeds"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="ReportRule",
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
                        ("name", models.CharField(max_length=120)),
                        ("about", models.CharField(blank=True, max_length=400)),
                        ("unit", models.CharField(blank=True, max_length=20)),
                        ("value", models.PositiveSmallIntegerField()),
                        ("least", models.PositiveSmallIntegerField()),
                        ("most", models.PositiveSmallIntegerField()),
                        ("order", models.PositiveSmallIntegerField(default=0)),
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
                        "verbose_name": "rule of reports",
                        "verbose_name_plural": "rules of reports",
                        "ordering": ["order", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="report_rule_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", models.F("least")), ("value__lte", models.F("most"))),
                                name="report_rule_within_bounds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportSchedule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("report", models.CharField(max_length=60)),
                        ("given", models.JSONField(blank=True, default=dict)),
                        (
                            "rhythm",
                            models.CharField(
                                choices=[
                                    ("weekly", "Every week"),
                                    ("monthly", "Every month"),
                                    ("quarterly", "Every quarter"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("next_on", models.DateField()),
                        ("next_at", models.DateTimeField()),
                        ("paused_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "recipients",
                            models.ManyToManyField(related_name="report_schedules", to=settings.AUTH_USER_MODEL),
                        ),
                    ],
                    options={
                        "verbose_name": "schedule of a report",
                        "verbose_name_plural": "schedules of reports",
                        "ordering": ["-made_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None), ("paused_at", None)),
                                fields=["next_at", "id"],
                                name="report_schedule_due",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rhythm__in", ["weekly", "monthly", "quarterly"])),
                                name="report_schedule_rhythm",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("report", ""), _negated=True), name="report_schedule_of_a_report"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("report", models.CharField(max_length=60)),
                        ("given", models.JSONField(blank=True, default=dict)),
                        ("period", models.CharField(max_length=30)),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "schedule",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="accounts.reportschedule",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Being prepared"),
                                    ("ready", "Ready"),
                                    ("refused", "Not allowed any more"),
                                    ("failed", "Failed"),
                                    ("expired", "Expired"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("try_at", models.DateTimeField()),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("ready_at", models.DateTimeField(blank=True, null=True)),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("row_count", models.PositiveIntegerField(default=0)),
                        ("head", models.JSONField(blank=True, default=list)),
                        ("content", models.JSONField(blank=True, null=True)),
                        ("refusal", models.CharField(blank=True, max_length=300, verbose_name="why there is none")),
                    ],
                    options={
                        "verbose_name": "run of a report",
                        "verbose_name_plural": "runs of reports",
                        "ordering": ["-asked_at", "-id"],
                        "indexes": [
                            models.Index(fields=["person", "-asked_at", "-id"], name="report_run_of"),
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["try_at", "id"],
                                name="report_run_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("state", "ready")), fields=["expires_at"], name="report_run_expiry"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "ready", "refused", "failed", "expired"])),
                                name="report_run_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ready"), _negated=True),
                                    models.Q(
                                        ("content__isnull", False),
                                        ("expires_at__isnull", False),
                                        ("ready_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_run_ready",
                            ),
                            models.UniqueConstraint(fields=("schedule", "person", "period"), name="report_run_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MarketFigures",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("month", models.DateField(unique=True)),
                        ("content", models.JSONField()),
                        ("minimum", models.PositiveSmallIntegerField(verbose_name="companies behind a number")),
                        ("withheld", models.PositiveSmallIntegerField(default=0, verbose_name="numbers not told")),
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="why withdrawn")),
                    ],
                    options={
                        "verbose_name": "figures of the market",
                        "verbose_name_plural": "figures of the market",
                        "ordering": ["-month"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="market_figures_of_a_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), ("withdrawn_at", None)),
                                    models.Q(("withdrawn_at__isnull", False), models.Q(("reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="market_figures_withdrawn",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
