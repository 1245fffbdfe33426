import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [("scoping", "0001_role")]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Department",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=12, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("answers_on", models.TextField(blank=True, verbose_name="answers questions on")),
                        ("first_questions", models.TextField(blank=True)),
                        ("outside", models.BooleanField(default=False, verbose_name="outside the operator")),
                        ("active", models.BooleanField(default=True)),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="departments_led",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "desk_phones",
                            models.CharField(
                                blank=True,
                                help_text="called about real-time matters; several are separated by commas",
                                max_length=200,
                                verbose_name="phone of the desk",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("verified", models.BooleanField(default=False)),
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
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Team",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=80, unique=True)),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teams_led",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(blank=True, max_length=120, verbose_name="job title")),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("time_zone", models.CharField(default="America/Chicago", max_length=60)),
                        (
                            "theme",
                            models.CharField(
                                choices=[("system", "As the device"), ("light", "Light"), ("dark", "Dark")],
                                default="system",
                                max_length=10,
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="active")),
                        ("is_staff", models.BooleanField(default=False, editable=False, verbose_name="staff")),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("account_manager", "Account manager"),
                                    ("supervisor", "Supervisor"),
                                    ("specialist", "Department specialist"),
                                    ("training_coordinator", "Training coordinator"),
                                    ("auditor", "Auditor"),
                                    ("external_auditor", "External auditor"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[("I", "Level I"), ("II", "Level II"), ("senior", "Senior")],
                                max_length=10,
                            ),
                        ),
                        (
                            "level_rights",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                editable=False,
                                help_text="kept by the database: what the level adds where that was changed at the desk",
                                null=True,
                                size=None,
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="accounts.department",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="accounts.team",
                            ),
                        ),
                        ("shortcuts", models.BooleanField(default=True, verbose_name="single-key shortcuts")),
                        (
                            "list_columns",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="by the name of a list, the columns chosen for it",
                                verbose_name="columns of lists",
                            ),
                        ),
                        (
                            "shadows_until",
                            models.DateField(
                                blank=True,
                                editable=False,
                                help_text="the last day of any shadowing",
                                null=True,
                                verbose_name="shadows until",
                            ),
                        ),
                        (
                            "access_until",
                            models.DateField(
                                blank=True,
                                help_text="the last day of an auditor",
                                null=True,
                                verbose_name="access until",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "id"],
                        "indexes": [models.Index(fields=["role", "name"], name="user_role_name")],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"), name="user_email_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                                name="user_email_lower",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("is_staff", True),
                                        (
                                            "role__in",
                                            [
                                                "account_manager",
                                                "supervisor",
                                                "specialist",
                                                "training_coordinator",
                                                "auditor",
                                                "external_auditor",
                                            ],
                                        ),
                                    ),
                                    models.Q(("is_staff", False), ("role", "")),
                                    _connector="OR",
                                ),
                                name="user_staff_has_role",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("level__in", ["I", "II", "senior"]), ("role", "account_manager")),
                                    models.Q(models.Q(("role", "account_manager"), _negated=True), ("level", "")),
                                    _connector="OR",
                                ),
                                name="user_level_of_account_manager",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role__in", ("auditor", "external_auditor")), _negated=True),
                                    ("access_until__isnull", False),
                                    _connector="OR",
                                ),
                                name="user_auditor_until",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role", "specialist"), _negated=True),
                                    ("department__isnull", False),
                                    _connector="OR",
                                ),
                                name="user_specialist_department",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("theme__in", ["system", "light", "dark"])), name="user_theme"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mentoring",
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
                            "mentor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mentees",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "colleague",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mentors",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-starts_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("mentor", models.F("colleague")), _negated=True),
                                name="mentoring_two_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="mentoring_period",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("colleague", "="),
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
                                name="mentoring_one_mentor",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Absence",
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
                                related_name="absences",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "stand_in",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="standing_in",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("note", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ["-starts_on", "-id"],
                        "indexes": [models.Index(fields=["stand_in", "starts_on", "ends_on"], name="absence_stand_in")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("person", models.F("stand_in")), _negated=True),
                                name="absence_other_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="absence_period"
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("person", "="),
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
                                name="absence_no_overlap",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApiToken",
                    fields=[
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("digest", models.CharField(max_length=128, primary_key=True, serialize=False)),
                        ("token_key", models.CharField(db_index=True, max_length=25)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="auth_token_set",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("created", models.DateTimeField(auto_now_add=True)),
                        ("expiry", models.DateTimeField(blank=True, null=True)),
                        ("name", models.CharField(max_length=80)),
                        (
                            "scope",
                            models.CharField(
                                choices=[("read", "Read"), ("write", "Read and write")], default="read", max_length=10
                            ),
                        ),
                        (
                            "nouns",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                help_text="nouns of the API it opens; empty: all",
                                size=None,
                            ),
                        ),
                        ("membership_ref", models.CharField(blank=True, max_length=20)),
                        ("last_used_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("scope__in", ["read", "write"])), name="api_token_scope"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expiry__isnull", False)), name="api_token_expires"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditRoom",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("title", models.CharField(max_length=160)),
                        ("purpose", models.CharField(max_length=300)),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="mandate or legal basis")),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        (
                            "nouns",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("issues", "Issues with what was said"),
                                        ("registrations", "Registrations with their checklists"),
                                        ("obligations", "Obligations"),
                                        ("events", "Audit trail with proofs"),
                                        ("disclosures", "Disclosures of protected information"),
                                        ("overrides", "Overrides"),
                                        ("openings", "Openings of restricted participants"),
                                    ],
                                    max_length=20,
                                ),
                                size=None,
                            ),
                        ),
                        ("everybody", models.BooleanField(default=False, verbose_name="all participants")),
                        (
                            "issue_refs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                            ),
                        ),
                        ("records_from", models.DateField(blank=True, null=True)),
                        ("records_until", models.DateField(blank=True, null=True)),
                        ("with_notes", models.BooleanField(default=False, verbose_name="with what the staff noted")),
                        (
                            "with_protected",
                            models.BooleanField(default=False, verbose_name="with Protected Information"),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_by",
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
                            "closed_because",
                            models.CharField(blank=True, max_length=300, verbose_name="why closed early"),
                        ),
                    ],
                    options={
                        "verbose_name": "auditor's room",
                        "verbose_name_plural": "auditors' rooms",
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [models.Index(fields=["-opened_at", "-id"], name="audit_room_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True), models.Q(("purpose", ""), _negated=True)
                                ),
                                name="audit_room_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="audit_room_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("nouns__len__gt", 0)), name="audit_room_holds_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("records_from", None),
                                    ("records_until", None),
                                    ("records_until__gte", models.F("records_from")),
                                    _connector="OR",
                                ),
                                name="audit_room_days_of_records",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at", None), ("closed_because", ""), ("closed_by", None)),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("closed_by__isnull", False),
                                        models.Q(("closed_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="audit_room_closed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditRoomReader",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readers",
                                to="accounts.auditroom",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="audit_rooms",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reader of a room",
                        "verbose_name_plural": "readers of rooms",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("room", "person"), name="audit_room_reader_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditRoomParticipant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participants",
                                to="accounts.auditroom",
                            ),
                        ),
                        (
                            "participant_id",
                            models.BigIntegerField(help_text="whose records; no foreign key: this storey knows none"),
                        ),
                    ],
                    options={
                        "verbose_name": "participant of a room",
                        "verbose_name_plural": "participants of rooms",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("room", "participant_id"), name="audit_room_participant_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feed",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="last read")),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("account_manager", "Account manager"),
                                    ("supervisor", "Supervisor"),
                                    ("specialist", "Department specialist"),
                                    ("training_coordinator", "Training coordinator"),
                                    ("auditor", "Auditor"),
                                    ("external_auditor", "External auditor"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[("I", "Level I"), ("II", "Level II"), ("senior", "Senior")],
                                max_length=10,
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="accounts.department",
                            ),
                        ),
                        ("access_until", models.DateField(blank=True, null=True)),
                        ("participant_id", models.BigIntegerField(blank=True, db_index=True, null=True)),
                        ("membership_plan", models.JSONField(blank=True, default=dict)),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations_sent",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("expires_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted_at", None), ("accepted_by", None)),
                                    models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="invitation_accepted_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("accepted_at", None), ("revoked_at", None), _connector="OR"),
                                name="invitation_accepted_or_revoked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("participant_id__isnull", False), ("role", "")),
                                    models.Q(models.Q(("role", ""), _negated=True), ("participant_id", None)),
                                    _connector="OR",
                                ),
                                name="invitation_staff_or_participant",
                            ),
                        ],
                    },
                ),
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
                migrations.CreateModel(
                    name="LevelRights",
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
                            "level",
                            models.CharField(
                                choices=[("I", "Level I"), ("II", "Level II"), ("senior", "Senior")],
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        (
                            "rights",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="counts once edited",
                                size=None,
                            ),
                        ),
                        (
                            "edited",
                            models.BooleanField(
                                default=False,
                                help_text="otherwise the level is as the default has it",
                                verbose_name="edited here",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "rights of a level",
                        "verbose_name_plural": "rights of levels",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["I", "II", "senior"])), name="level_rights_level"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("edited", True), ("rights", []), _connector="OR"),
                                name="level_rights_edited",
                            ),
                        ],
                    },
                ),
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
                migrations.CreateModel(
                    name="RetentionRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("code", models.SlugField(max_length=30, unique=True)),
                        ("keep_days", models.PositiveIntegerField(verbose_name="days kept")),
                        ("active", models.BooleanField(default=False, verbose_name="switched on")),
                        ("source", models.CharField(blank=True, max_length=300)),
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
                        "verbose_name": "rule of retention",
                        "verbose_name_plural": "rules of retention",
                        "ordering": ["code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), _negated=True), name="retention_rule_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("keep_days__gte", 30), ("keep_days__lte", 36500)),
                                name="retention_rule_keep_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("noun", models.CharField(max_length=30)),
                        ("name", models.CharField(max_length=60)),
                        ("query", models.CharField(blank=True, max_length=2000)),
                        (
                            "owner",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="saved_views",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sharing",
                            models.CharField(
                                choices=[("own", "Only you"), ("team", "Your team"), ("all", "Everybody at the desk")],
                                default="own",
                                max_length=10,
                                verbose_name="shown to",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="saved_views",
                                to="accounts.team",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["noun", "name", "id"],
                        "indexes": [models.Index(fields=["noun", "sharing"], name="saved_view_shared")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="saved_view_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sharing__in", ["own", "team", "all"])), name="saved_view_sharing"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sharing", "team"), ("team__isnull", False)),
                                    models.Q(models.Q(("sharing", "team"), _negated=True), ("team", None)),
                                    _connector="OR",
                                ),
                                name="saved_view_of_team",
                            ),
                            models.UniqueConstraint(fields=("owner", "noun", "name"), name="saved_view_name_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Shadowing",
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
                            "participant_id",
                            models.BigIntegerField(help_text="whom it is about; no foreign key: ground floor"),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shadowings",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who reads along",
                            ),
                        ),
                        (
                            "host",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who takes along",
                            ),
                        ),
                        (
                            "mentoring",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shadowings",
                                to="accounts.mentoring",
                            ),
                        ),
                        (
                            "arranged_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("arranged_at", models.DateTimeField()),
                        ("purpose", models.CharField(max_length=300)),
                        ("opens_restricted", models.BooleanField(default=False)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(verbose_name="last day")),
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
                        ("ended_because", models.CharField(blank=True, max_length=300, verbose_name="why ended early")),
                    ],
                    options={
                        "ordering": ["-starts_on", "-id"],
                        "indexes": [models.Index(fields=["-starts_on", "-id"], name="shadowing_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("purpose", ""), _negated=True), name="shadowing_purpose"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("person", models.F("host")), _negated=True),
                                name="shadowing_two_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="shadowing_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_because", ""), ("ended_by", None)),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        models.Q(("ended_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="shadowing_ended",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("person", "participant_id", "starts_on"),
                                name="shadowing_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShadowingNote",
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
                            "shadowing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="accounts.shadowing",
                            ),
                        ),
                        ("text", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("comment", models.TextField(blank=True)),
                        (
                            "commented_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("commented_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "note on a shadowing",
                        "verbose_name_plural": "notes on shadowings",
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="shadowing_note_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("comment", ""), ("commented_at", None), ("commented_by", None)),
                                    models.Q(
                                        models.Q(("comment", ""), _negated=True),
                                        ("commented_at__isnull", False),
                                        ("commented_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="shadowing_note_commented",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Topic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("code", models.SlugField(max_length=30, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        (
                            "about",
                            models.TextField(
                                blank=True, help_text="what belongs to it, in the words people search for"
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
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
                        "ordering": ["order", "name"],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="topic_named")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Expertise",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="expertise",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="experts", to="accounts.topic"
                            ),
                        ),
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
                        "verbose_name": "topic of expertise",
                        "verbose_name_plural": "topics of expertise",
                        "ordering": ["topic", "id"],
                        "constraints": [models.UniqueConstraint(fields=("person", "topic"), name="expertise_once")],
                    },
                ),
                migrations.CreateModel(
                    name="SignOff",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_offs",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_offs",
                                to="accounts.topic",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signed_at", models.DateTimeField()),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="why withdrawn")),
                    ],
                    options={
                        "verbose_name": "sign-off for a topic",
                        "verbose_name_plural": "sign-offs for topics",
                        "ordering": ["-signed_at", "-id"],
                        "indexes": [models.Index(fields=["person", "-signed_at"], name="sign_off_of_person")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("person", "topic"),
                                name="sign_off_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), ("withdrawn_at", None), ("withdrawn_by", None)),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sign_off_withdrawn",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
