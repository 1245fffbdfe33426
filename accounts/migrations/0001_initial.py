import django.contrib.postgres.constraints
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
                                    models.Q(("role", "auditor"), _negated=True),
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
