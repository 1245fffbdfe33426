import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0009_participants_never_judge"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="AccountPlan",
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
                            "participant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="participants.participant",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="account_plans",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "account plan",
                        "ordering": ["-starts_on", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-starts_on", "-id"], name="plan_participant"),
                            models.Index(fields=["ends_on", "id"], name="plan_ends_on"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="plan_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="plan_titled"
                            ),
                            models.CheckConstraint(condition=models.Q(("ends_on__isnull", False)), name="plan_ends"),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("participant"), "="),
                                    (
                                        models.Func(
                                            models.F("starts_on"),
                                            models.F("ends_on"),
                                            models.Value("[]"),
                                            function="daterange",
                                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="plan_one_for_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanVersion",
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
                                related_name="versions",
                                to="participants.accountplan",
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
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "Waiting for sign-off"),
                                    ("agreed", "Agreed"),
                                    ("superseded", "Superseded"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("summary", models.TextField(blank=True, help_text="in a few sentences, for both sides")),
                        ("situation", models.JSONField(blank=True, default=list)),
                        ("gathered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent for sign-off")),
                        (
                            "signed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="signed by the operator"),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="confirmed by the participant"),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="superseded or discarded"),
                        ),
                    ],
                    options={
                        "verbose_name": "version of a plan",
                        "verbose_name_plural": "versions of plans",
                        "ordering": ["plan", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="plan_version_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("draft", "in_review"))),
                                fields=("plan",),
                                name="plan_version_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "agreed")), fields=("plan",), name="plan_version_agreed"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "in_review", "agreed", "superseded", "discarded"])
                                ),
                                name="plan_version_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("agreed", "superseded")), _negated=True),
                                    models.Q(("confirmed_at__isnull", False), ("signed_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_version_signed_by_both",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_version_signed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_version_confirmed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("sent_at__isnull", False), ("state__in", ("in_review", "agreed", "superseded"))
                                    ),
                                    models.Q(("state__in", ("in_review", "agreed", "superseded")), _negated=True),
                                    _connector="OR",
                                ),
                                name="plan_version_sent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanInside",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="inside",
                                to="participants.planversion",
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
                            "facts",
                            models.JSONField(
                                blank=True, default=list, help_text="sections like those of the situation"
                            ),
                        ),
                        ("assessment", models.TextField(blank=True)),
                    ],
                    options={
                        "verbose_name": "inside of a plan",
                        "verbose_name_plural": "insides of plans",
                        "ordering": ["version"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanRemark",
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
                                related_name="remarks",
                                to="participants.accountplan",
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
                        ("text", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "remark on a plan",
                        "verbose_name_plural": "remarks on plans",
                        "ordering": ["-at", "-id"],
                        "indexes": [models.Index(fields=["plan", "-at", "-id"], name="plan_remark_plan")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="plan_remark_says_something"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanStep",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="participants.planversion",
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
                        ("what", models.CharField(max_length=20)),
                        (
                            "side",
                            models.CharField(
                                choices=[("operator", "Operator"), ("participant", "Participant")], max_length=12
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=1000)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step of a plan",
                        "verbose_name_plural": "steps of plans",
                        "ordering": ["version", "at", "id"],
                        "indexes": [models.Index(fields=["version", "at", "id"], name="plan_step_version")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["operator", "participant"])), name="plan_step_side"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("what", ""), _negated=True), name="plan_step_what"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanObjective",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="participants.planversion",
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
                        ("line", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("title", models.CharField(max_length=200)),
                        ("shared", models.BooleanField(default=True, verbose_name="the participant reads it")),
                        ("why", models.TextField(blank=True)),
                        ("measure", models.CharField(blank=True, max_length=200)),
                        ("unit", models.CharField(blank=True, max_length=30)),
                        ("baseline", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        ("target", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        (
                            "latest",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="last measured"
                            ),
                        ),
                        ("latest_on", models.DateField(blank=True, null=True, verbose_name="measured on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Under way"),
                                    ("reached", "Reached"),
                                    ("missed", "Missed"),
                                    ("dropped", "Dropped"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "objective",
                        "ordering": ["version", "order", "id"],
                        "indexes": [models.Index(fields=["version", "order", "id"], name="planobjective_version")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="planobjective_titled"
                            ),
                            models.UniqueConstraint(fields=("version", "line"), name="planobjective_once"),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "reached", "missed", "dropped"])),
                                name="planobjective_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target__isnull", True), models.Q(("measure", ""), _negated=True), _connector="OR"
                                ),
                                name="planobjective_target_measures",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("latest__isnull", True), ("latest_on__isnull", True)),
                                    models.Q(("latest__isnull", False), ("latest_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="planobjective_measured_on",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanRisk",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="participants.planversion",
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
                        ("line", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("title", models.CharField(max_length=200)),
                        ("shared", models.BooleanField(default=True, verbose_name="the participant reads it")),
                        (
                            "likelihood",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Low"), (2, "Medium"), (3, "High")], default=2
                            ),
                        ),
                        (
                            "impact",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Low"), (2, "Medium"), (3, "High")], default=2
                            ),
                        ),
                        ("answer", models.TextField(blank=True, verbose_name="what is done about it")),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("happened", "Has happened"), ("gone", "Gone")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "risk",
                        "ordering": ["version", "order", "id"],
                        "indexes": [models.Index(fields=["version", "order", "id"], name="planrisk_version")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="planrisk_titled"
                            ),
                            models.UniqueConstraint(fields=("version", "line"), name="planrisk_once"),
                            models.CheckConstraint(
                                condition=models.Q(("impact__in", [1, 2, 3]), ("likelihood__in", [1, 2, 3])),
                                name="planrisk_degrees",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "happened", "gone"])), name="planrisk_state"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanStakeholder",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="participants.planversion",
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
                        ("line", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("title", models.CharField(max_length=200)),
                        ("shared", models.BooleanField(default=True, verbose_name="the participant reads it")),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.contact",
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("sponsor", "Sponsor"),
                                    ("decides", "Decides"),
                                    ("works", "Works on it"),
                                    ("advises", "Advises"),
                                    ("informed", "Is kept informed"),
                                ],
                                default="informed",
                                max_length=10,
                            ),
                        ),
                        ("cares_for", models.CharField(blank=True, max_length=200, verbose_name="cares for")),
                        (
                            "interest",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Low"), (2, "Medium"), (3, "High")], default=2
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stakeholder",
                        "ordering": ["version", "order", "id"],
                        "indexes": [models.Index(fields=["version", "order", "id"], name="planstakeholder_version")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="planstakeholder_titled"
                            ),
                            models.UniqueConstraint(fields=("version", "line"), name="planstakeholder_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("part__in", ["sponsor", "decides", "works", "advises", "informed"])
                                ),
                                name="planstakeholder_part",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("interest__in", [1, 2, 3])), name="planstakeholder_interest"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanMilestone",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="participants.planversion",
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
                        ("line", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("title", models.CharField(max_length=200)),
                        ("shared", models.BooleanField(default=True, verbose_name="the participant reads it")),
                        ("on", models.DateField(verbose_name="day")),
                        ("reached_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "milestone",
                        "ordering": ["version", "on", "id"],
                        "indexes": [models.Index(fields=["version", "order", "id"], name="planmilestone_version")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="planmilestone_titled"
                            ),
                            models.UniqueConstraint(fields=("version", "line"), name="planmilestone_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanTask",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="participants.planversion",
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
                        ("line", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("title", models.CharField(max_length=200)),
                        ("shared", models.BooleanField(default=True, verbose_name="the participant reads it")),
                        (
                            "objective",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="tasks",
                                to="participants.planobjective",
                            ),
                        ),
                        ("detail", models.TextField(blank=True)),
                        (
                            "side",
                            models.CharField(
                                choices=[("operator", "Operator"), ("participant", "Participant")],
                                default="operator",
                                max_length=12,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_tasks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_tasks",
                                to="participants.contact",
                            ),
                        ),
                        (
                            "calendar",
                            models.CharField(
                                default="ercot-business", help_text="the day kind of the due date", max_length=40
                            ),
                        ),
                        ("begins_on", models.DateField(blank=True, null=True)),
                        ("days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("due_on", models.DateField(verbose_name="due")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "To do"), ("done", "Done"), ("dropped", "Dropped")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done or dropped")),
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
                        ("outcome", models.TextField(blank=True)),
                        (
                            "after",
                            models.ManyToManyField(
                                blank=True,
                                related_name="before",
                                through="participants.PlanDependency",
                                through_fields=("task", "after"),
                                to="participants.plantask",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "task of a plan",
                        "verbose_name_plural": "tasks of plans",
                        "ordering": ["version", "due_on", "id"],
                        "indexes": [
                            models.Index(fields=["version", "order", "id"], name="plantask_version"),
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["owner", "due_on", "id"],
                                name="plantask_of_person",
                            ),
                            models.Index(fields=["participant", "due_on", "id"], name="plantask_participant"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="plantask_titled"
                            ),
                            models.UniqueConstraint(fields=("version", "line"), name="plantask_once"),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["operator", "participant"])), name="plantask_side"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "done", "dropped"])), name="plantask_state"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("state", "open")),
                                    models.Q(models.Q(("state", "open"), _negated=True), ("done_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plantask_done_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("contact__isnull", True), ("side", "operator")),
                                    models.Q(("owner__isnull", True), ("shared", True), ("side", "participant")),
                                    _connector="OR",
                                ),
                                name="plantask_owner_of_its_side",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("days__isnull", True), ("begins_on__isnull", False), _connector="OR"
                                ),
                                name="plantask_days_from_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanDependency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dependencies",
                                to="participants.plantask",
                            ),
                        ),
                        (
                            "after",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dependents",
                                to="participants.plantask",
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
                    ],
                    options={
                        "verbose_name": "dependency between tasks",
                        "verbose_name_plural": "dependencies between tasks",
                        "ordering": ["task", "after"],
                        "constraints": [
                            models.UniqueConstraint(fields=("task", "after"), name="plan_dependency_once"),
                            models.CheckConstraint(
                                condition=models.Q(("task", models.F("after")), _negated=True),
                                name="plan_dependency_two_tasks",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanProposal",
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
                                related_name="plan_proposals",
                                to="participants.participant",
                            ),
                        ),
                        ("source", models.CharField(max_length=60)),
                        ("topic", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("objective", "Objective"), ("task", "Task"), ("risk", "Risk")], max_length=10
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("detail", models.TextField(blank=True)),
                        ("evidence", models.JSONField(default=list)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Proposed"),
                                    ("accepted", "Accepted"),
                                    ("rejected", "Rejected"),
                                    ("gone", "No longer founded"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("found_at", models.DateTimeField()),
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
                        ("reason", models.CharField(blank=True, max_length=1000)),
                        ("quiet_until", models.DateField(blank=True, null=True)),
                        (
                            "became",
                            models.CharField(blank=True, help_text="the line of the plan it became", max_length=20),
                        ),
                    ],
                    options={
                        "verbose_name": "proposal for a plan",
                        "verbose_name_plural": "proposals for plans",
                        "ordering": ["participant", "-found_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "state", "source", "topic"], name="plan_proposal_topic")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("participant", "source", "topic"),
                                name="plan_proposal_once_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["objective", "task", "risk"])),
                                name="plan_proposal_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "accepted", "rejected", "gone"])),
                                name="plan_proposal_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "rejected"), _negated=True),
                                    models.Q(models.Q(("reason", ""), _negated=True), ("quiet_until__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_proposal_rejected_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanReview",
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
                                related_name="reviews",
                                to="participants.accountplan",
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
                        ("title", models.CharField(max_length=160)),
                        ("starts_at", models.DateTimeField(verbose_name="begins")),
                        ("ends_at", models.DateTimeField(verbose_name="ends")),
                        (
                            "place",
                            models.CharField(blank=True, help_text="a room, or the link to join", max_length=300),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("planned", "Planned"), ("held", "Held"), ("canceled", "Canceled")],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="recorded")),
                        ("minutes", models.TextField(blank=True, help_text="for both sides")),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "review meeting",
                        "ordering": ["-starts_at", "-id"],
                        "indexes": [models.Index(fields=["plan", "-starts_at", "-id"], name="plan_review_plan")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="plan_review_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="plan_review_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["planned", "held", "canceled"])),
                                name="plan_review_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("held_at__isnull", False), ("state", "held")),
                                    models.Q(models.Q(("state", "held"), _negated=True), ("held_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="plan_review_held",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewPoint",
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
                                related_name="points",
                                to="participants.planreview",
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
                            "kind",
                            models.CharField(
                                choices=[("agenda", "Agenda"), ("decision", "Decision"), ("action", "Action item")],
                                max_length=10,
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("text", models.TextField()),
                        ("shared", models.BooleanField(default=True, verbose_name="the participant reads it")),
                        (
                            "about",
                            models.CharField(blank=True, help_text="the reference of what it is about", max_length=20),
                        ),
                        (
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[("operator", "Operator"), ("participant", "Participant")],
                                max_length=12,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.contact",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                        (
                            "task_line",
                            models.UUIDField(blank=True, help_text="the line of the task it became", null=True),
                        ),
                    ],
                    options={
                        "verbose_name": "point of a review",
                        "verbose_name_plural": "points of reviews",
                        "ordering": ["review", "kind", "order", "id"],
                        "indexes": [models.Index(fields=["review", "kind", "order", "id"], name="review_point_review")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="review_point_says_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["agenda", "decision", "action"])),
                                name="review_point_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("side", ""), ("side__in", ["operator", "participant"]), _connector="OR"
                                ),
                                name="review_point_side",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanTemplate",
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
                        ("name", models.CharField(max_length=160)),
                        (
                            "role",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.marketrole",
                            ),
                        ),
                        ("segment", models.CharField(blank=True, max_length=40)),
                        ("content", models.JSONField(default=dict)),
                    ],
                    options={
                        "verbose_name": "plan template",
                        "ordering": ["order", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="plantemplate_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="plantemplate_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="plantemplate_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="plantemplate_named"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LastContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "participant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="last_contact",
                                to="participants.participant",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("call", "Call"),
                                    ("meeting", "Meeting"),
                                    ("visit", "Visit"),
                                    ("mail", "E-mail"),
                                    ("portal", "In the portal"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("operator", "Operator"), ("participant", "Participant")],
                                max_length=12,
                                verbose_name="who spoke",
                            ),
                        ),
                        ("who", models.CharField(max_length=120)),
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
                        ("about", models.CharField(blank=True, max_length=20)),
                    ],
                    options={
                        "verbose_name": "last contact",
                        "ordering": ["at", "id"],
                        "indexes": [models.Index(fields=["at", "participant"], name="last_contact_at")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["call", "meeting", "visit", "mail", "portal"])),
                                name="last_contact_channel",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["operator", "participant"])), name="last_contact_side"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
