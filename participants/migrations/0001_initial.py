import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("documents", "0001_initial"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Participant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=200)),
                        (
                            "duns",
                            models.CharField(
                                blank=True, help_text="9 digits, or 9 and 4", max_length=13, verbose_name="DUNS"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subsidiaries",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("listed", "Official list"),
                                    ("applied", "Applied here"),
                                    ("entered", "Entered by staff"),
                                ],
                                default="entered",
                                max_length=20,
                            ),
                        ),
                        ("website", models.URLField(blank=True)),
                        ("address", models.TextField(blank=True, verbose_name="postal address")),
                        ("restricted", models.BooleanField(default=False)),
                        ("restricted_reason", models.CharField(blank=True, max_length=200)),
                        (
                            "joined_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joined",
                                to="participants.participant",
                            ),
                        ),
                        ("search_text", models.TextField(default="", editable=False)),
                    ],
                    options={
                        "ordering": ["name", "id"],
                        "indexes": [
                            models.Index(fields=["name", "id"], name="participant_name"),
                            models.Index(fields=["-created_at", "-id"], name="participant_created"),
                            models.Index(
                                condition=models.Q(("restricted", True)),
                                fields=["restricted"],
                                name="participant_restricted",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["search_text"], name="participant_search", opclasses=["gin_trgm_ops"]
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("duns", ""), ("duns__regex", "^[0-9]{9}([0-9]{4})?$"), _connector="OR"
                                ),
                                name="participant_duns",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("duns", ""), _negated=True),
                                fields=("duns",),
                                name="participant_duns_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("restricted", False),
                                    models.Q(("restricted_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="participant_restricted_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="participant_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("origin__in", ["listed", "applied", "entered"])),
                                name="participant_origin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="participant_not_own_parent",
                            ),
                        ],
                    },
                ),
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
                    name="MarketRole",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("registration", "Registration"),
                                    ("profile", "Profile of a registration"),
                                    ("credit", "Credit view"),
                                    ("contract", "Contract status"),
                                    ("prospect", "Not registered"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="participants.marketrole",
                            ),
                        ),
                        ("description", models.TextField(blank=True)),
                        ("protocol_section", models.CharField(blank=True, max_length=60)),
                        ("application_form", models.CharField(blank=True, max_length=120)),
                        (
                            "list_sheet",
                            models.CharField(blank=True, max_length=20, verbose_name="sheet in the official list"),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(max_length=200)),
                        ("verified", models.BooleanField(default=False)),
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
                    ],
                    options={
                        "ordering": ["order", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["registration", "profile", "credit", "contract", "prospect"])
                                ),
                                name="market_role_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Registration",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="participants.marketrole",
                            ),
                        ),
                        ("duns", models.CharField(blank=True, max_length=13, verbose_name="DUNS")),
                        ("short_name", models.CharField(blank=True, max_length=40)),
                        (
                            "listed_name",
                            models.CharField(blank=True, max_length=200, verbose_name="name in the official list"),
                        ),
                        ("agreement_date", models.DateField(blank=True, null=True, verbose_name="agreement effective")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("prospective", "Prospective"),
                                    ("application_received", "Application received"),
                                    ("incomplete", "Incomplete"),
                                    ("under_review", "Under review"),
                                    ("approved_pending", "Approved, pending qualification"),
                                    ("qualified", "Qualified"),
                                    ("suspended", "Suspended"),
                                    ("terminated", "Terminated"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="prospective",
                                max_length=30,
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("listed", "Official list"),
                                    ("applied", "Applied here"),
                                    ("entered", "Entered by staff"),
                                ],
                                default="entered",
                                max_length=20,
                            ),
                        ),
                        ("listed_on", models.DateField(blank=True, null=True, verbose_name="last seen in a list of")),
                        (
                            "missing_since",
                            models.DateField(blank=True, null=True, verbose_name="no longer listed since"),
                        ),
                        ("status_on", models.DateField(blank=True, null=True, verbose_name="in this state since")),
                        (
                            "status_reason",
                            models.TextField(
                                blank=True, help_text="what is missing, or on what ground", verbose_name="reason"
                            ),
                        ),
                        (
                            "status_section",
                            models.CharField(blank=True, max_length=60, verbose_name="section of the rules"),
                        ),
                        (
                            "application_on",
                            models.DateField(blank=True, null=True, verbose_name="application received"),
                        ),
                        (
                            "qualified_on",
                            models.DateField(blank=True, null=True, verbose_name="qualified from operating day"),
                        ),
                        (
                            "successor_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successors",
                                to="participants.registration",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["role__order", "short_name", "id"],
                        "indexes": [
                            models.Index(fields=["participant", "role"], name="registration_participant"),
                            models.Index(fields=["role", "status"], name="registration_role_status"),
                            models.Index(
                                condition=models.Q(("missing_since__isnull", False)),
                                fields=["missing_since"],
                                name="registration_missing",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("short_name"), name="gin_trgm_ops"
                                ),
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("duns"), name="gin_trgm_ops"
                                ),
                                name="registration_search",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("duns", ""), _negated=True),
                                fields=("role", "duns"),
                                name="registration_role_duns_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("duns", ""), ("duns__regex", "^[0-9]{9}([0-9]{4})?$"), _connector="OR"
                                ),
                                name="registration_duns",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("duns", ""), _negated=True),
                                    ("status__in", ["prospective", "application_received", "incomplete", "withdrawn"]),
                                    _connector="OR",
                                ),
                                name="registration_duns_needed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "prospective",
                                            "application_received",
                                            "incomplete",
                                            "under_review",
                                            "approved_pending",
                                            "qualified",
                                            "suspended",
                                            "terminated",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="registration_status",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("origin__in", ["listed", "applied", "entered"])),
                                name="registration_origin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "suspended"), _negated=True),
                                    models.Q(
                                        models.Q(("status_reason", ""), _negated=True),
                                        models.Q(("status_section", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="registration_suspended_on_a_ground",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agency",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agencies",
                                to="participants.participant",
                                verbose_name="principal",
                            ),
                        ),
                        (
                            "agent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="principals",
                                to="participants.participant",
                            ),
                        ),
                        ("principal_name", models.CharField(max_length=200)),
                        ("agent_name", models.CharField(max_length=200)),
                        ("scope", models.CharField(max_length=200)),
                        (
                            "areas",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("power", "Power operations"),
                                        ("wholesale", "Wholesale market operations"),
                                        ("retail", "Retail market operations"),
                                        ("settlement", "Financial settlement"),
                                        ("access", "Registration and access"),
                                        ("general", "General"),
                                        ("obligations", "Obligations"),
                                        ("plan", "Account plan"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "registrations",
                            models.ManyToManyField(blank=True, related_name="agencies", to="participants.registration"),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "agencies",
                        "ordering": ["-starts_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="agency_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "areas__contained_by",
                                        [
                                            "power",
                                            "wholesale",
                                            "retail",
                                            "settlement",
                                            "access",
                                            "general",
                                            "obligations",
                                            "plan",
                                        ],
                                    )
                                ),
                                name="agency_areas",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agent", None),
                                    models.Q(("agent", models.F("participant")), _negated=True),
                                    _connector="OR",
                                ),
                                name="agency_two_companies",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("member", "Member"),
                                    ("admin", "Organization administrator"),
                                    ("agent", "Agent"),
                                ],
                                default="member",
                                max_length=20,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="participants.agency",
                            ),
                        ),
                        ("narrowed", models.BooleanField(default=False, verbose_name="narrowed to registrations")),
                        (
                            "sight",
                            models.CharField(
                                choices=[
                                    ("own", "Own: those the person raised or follows"),
                                    ("company", "The company's: also those of colleagues"),
                                ],
                                default="own",
                                max_length=10,
                                verbose_name="issues seen",
                            ),
                        ),
                        (
                            "areas",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("power", "Power operations"),
                                        ("wholesale", "Wholesale market operations"),
                                        ("retail", "Retail market operations"),
                                        ("settlement", "Financial settlement"),
                                        ("access", "Registration and access"),
                                        ("general", "General"),
                                        ("obligations", "Obligations"),
                                        ("plan", "Account plan"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("suspended_at", models.DateTimeField(blank=True, null=True, verbose_name="suspended")),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="ended at once, before the last day",
                                null=True,
                                verbose_name="ended",
                            ),
                        ),
                        (
                            "registrations",
                            models.ManyToManyField(
                                blank=True, related_name="memberships", to="participants.registration"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["participant", "user"],
                        "indexes": [models.Index(fields=["participant", "user"], name="membership_participant")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="membership_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["member", "admin", "agent"])), name="membership_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sight__in", ["own", "company"])), name="membership_sight"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "areas__contained_by",
                                        [
                                            "power",
                                            "wholesale",
                                            "retail",
                                            "settlement",
                                            "access",
                                            "general",
                                            "obligations",
                                            "plan",
                                        ],
                                    )
                                ),
                                name="membership_areas",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "admin"), _negated=True), ("areas", []), _connector="OR"
                                ),
                                name="membership_admin_of_every_area",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agency__isnull", False), ("kind", "agent")),
                                    models.Q(models.Q(("kind", "agent"), _negated=True), ("agency", None)),
                                    _connector="OR",
                                ),
                                name="membership_agent_has_agency",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("ended_at", None)),
                                expressions=[
                                    (models.F("user"), "="),
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
                                name="membership_one_at_a_time",
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
                migrations.CreateModel(
                    name="ChangeProcedure",
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
                        ("name", models.CharField(max_length=200)),
                        ("steps", models.JSONField()),
                        ("time_rule", models.CharField(max_length=200)),
                        ("lead", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="changeprocedure_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="changeprocedure_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="changeprocedure_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("time_rule", ""), _negated=True)
                                ),
                                name="changeprocedure_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Change",
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
                                related_name="changes",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="participants.changeprocedure",
                            ),
                        ),
                        ("topics", models.JSONField(default=list)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Waiting for signatures"),
                                    ("in_review", "In review"),
                                    ("returned", "Returned"),
                                    ("approved", "Approved"),
                                    ("in_effect", "In effect"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("portal", "In the portal"), ("phone", "By phone"), ("mail", "By mail")],
                                default="portal",
                                max_length=10,
                                verbose_name="asked for",
                            ),
                        ),
                        ("inner", models.BooleanField(default=False)),
                        ("reason", models.TextField()),
                        ("wanted_on", models.DateField(blank=True, null=True, verbose_name="wanted from")),
                        ("effective_on", models.DateField(blank=True, null=True, verbose_name="takes effect on")),
                        ("effective_because", models.CharField(blank=True, max_length=500)),
                        ("effective_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "noticed_at",
                            models.DateTimeField(
                                blank=True, help_text="when all had signed: notice counts from here", null=True
                            ),
                        ),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        ("trouble", models.CharField(blank=True, max_length=500)),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        (
                            "requested_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("requested_name", models.CharField(max_length=120)),
                        ("requested_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reviewer",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-requested_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-requested_at", "-id"], name="change_participant"),
                            models.Index(fields=["state", "-requested_at", "-id"], name="change_in_state"),
                            models.Index(
                                condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="change_due"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "draft",
                                            "submitted",
                                            "in_review",
                                            "returned",
                                            "approved",
                                            "in_effect",
                                            "declined",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="change_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["portal", "phone", "mail"])), name="change_channel"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="change_reasoned"
                            ),
                            models.CheckConstraint(condition=models.Q(("round__gte", 1)), name="change_round"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("approved", "in_effect")), _negated=True),
                                    ("effective_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="change_effective_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state__in", ("in_effect", "declined", "withdrawn")),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("in_effect", "declined", "withdrawn")), _negated=True),
                                        ("ended_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="change_ended_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_at", None), ("state", "approved"), _connector="OR"),
                                name="change_due_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Acknowledgment",
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
                            "change",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="acknowledgment",
                                to="participants.change",
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
                            "representative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "representative_registration",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.registration",
                                verbose_name="QSE",
                            ),
                        ),
                        ("represented_name", models.CharField(max_length=240)),
                        ("representative_name", models.CharField(max_length=240)),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Waiting"),
                                    ("signed", "Acknowledged"),
                                    ("refused", "Refused"),
                                    ("canceled", "No longer asked"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "signer",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signer_name", models.CharField(blank=True, max_length=120)),
                        ("capacity", models.CharField(blank=True, max_length=120)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["-asked_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["asked", "signed", "refused", "canceled"])),
                                name="acknowledgment_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "signed"), _negated=True),
                                    models.Q(("answered_at__isnull", False), ("signer__isnull", False)),
                                    _connector="OR",
                                ),
                                name="acknowledgment_signed_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Affiliation",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="affiliations",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="affiliations_from",
                                to="participants.participant",
                            ),
                        ),
                        ("participant_name", models.CharField(max_length=200)),
                        ("other_name", models.CharField(max_length=200, verbose_name="name of the other company")),
                        ("other_key", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("parent", "Parent"),
                                    ("subsidiary", "Subsidiary"),
                                    ("affiliate", "Affiliate under common control"),
                                    ("partner", "Partner in a joint venture"),
                                    ("guarantor", "Guarantor"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "share",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="share in percent"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("declared", "Declared by the company"),
                                    ("filing", "A filing or attestation"),
                                    ("public", "A public record"),
                                    ("heard", "Heard in a conversation"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "certainty",
                            models.CharField(
                                choices=[("certain", "Certain"), ("likely", "Likely"), ("unsure", "Unsure")],
                                default="certain",
                                max_length=10,
                                verbose_name="how sure",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="affiliations_told",
                                to="participants.participant",
                            ),
                        ),
                        ("announced_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-starts_on", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("other_key", ""), _negated=True),
                                fields=["other_key"],
                                name="affiliation_outside",
                            ),
                            models.Index(
                                condition=models.Q(("announced_on__isnull", False)),
                                fields=["starts_on"],
                                name="affiliation_announced",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="affiliation_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("other_name", ""), _negated=True),
                                    models.Q(("participant_name", ""), _negated=True),
                                ),
                                name="affiliation_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["parent", "subsidiary", "affiliate", "partner", "guarantor"])
                                ),
                                name="affiliation_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["declared", "filing", "public", "heard"])),
                                name="affiliation_source",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("certainty__in", ["certain", "likely", "unsure"])),
                                name="affiliation_certainty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("other", None),
                                    models.Q(("other", models.F("participant")), _negated=True),
                                    _connector="OR",
                                ),
                                name="affiliation_of_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("share", None), models.Q(("share__gt", 0), ("share__lte", 100)), _connector="OR"
                                ),
                                name="affiliation_share_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("other", None), models.Q(("other_key", ""), _negated=True)),
                                    models.Q(("other__isnull", False), ("other_key", "")),
                                    _connector="OR",
                                ),
                                name="affiliation_inside_or_outside",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "subsidiary"), _negated=True), ("other", None), _connector="OR"
                                ),
                                name="affiliation_written_by_the_child",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source", "declared"), ("told_by__isnull", False)),
                                    models.Q(models.Q(("source", "declared"), _negated=True), ("told_by", None)),
                                    _connector="OR",
                                ),
                                name="affiliation_declared_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("announced_on", None), ("kind", "parent"), _connector="OR"),
                                name="affiliation_announced_ownership",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("other__isnull", False)),
                                expressions=[
                                    (models.F("participant"), "="),
                                    (models.F("other"), "="),
                                    (models.F("kind"), "="),
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
                                name="affiliation_once",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("other", None)),
                                expressions=[
                                    (models.F("participant"), "="),
                                    (models.F("other_key"), "="),
                                    (models.F("kind"), "="),
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
                                name="affiliation_once_outside",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Application",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("company", models.CharField(max_length=200)),
                        ("contact_name", models.CharField(max_length=120, verbose_name="contact")),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("intended_start", models.DateField(blank=True, null=True)),
                        ("message", models.TextField(blank=True)),
                        ("received_at", models.DateTimeField()),
                        ("consented_at", models.DateTimeField()),
                        ("mailbox", models.EmailField(max_length=254)),
                        ("likeness", models.CharField(max_length=64)),
                        (
                            "repeats",
                            models.PositiveSmallIntegerField(default=0, help_text="how often it was sent again"),
                        ),
                        ("client_network", models.CharField(blank=True, max_length=43)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Received"),
                                    ("accepted", "Taken up"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                    ("spam", "Spam"),
                                ],
                                default="received",
                                max_length=10,
                            ),
                        ),
                        (
                            "account_manager",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
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
                            "answer",
                            models.TextField(blank=True, help_text="for the staff only: how the company was answered"),
                        ),
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
                        (
                            "reason",
                            models.TextField(
                                blank=True, help_text="for the staff only: why it was declined or withdrawn"
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "roles",
                            models.ManyToManyField(
                                related_name="+", to="participants.marketrole", verbose_name="intended roles"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["received_at", "id"],
                        "indexes": [
                            models.Index(fields=["state", "received_at", "id"], name="application_queue"),
                            models.Index(
                                condition=models.Q(("state__in", ("received",))),
                                fields=["account_manager", "received_at", "id"],
                                name="application_of_person",
                            ),
                            models.Index(fields=["received_at", "id"], name="application_received"),
                            models.Index(
                                condition=models.Q(("client_network", ""), _negated=True),
                                fields=["client_network", "received_at"],
                                name="application_network",
                            ),
                            models.Index(fields=["mailbox", "received_at"], name="application_mailbox"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("company"), name="gin_trgm_ops"
                                ),
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("contact_name"), name="gin_trgm_ops"
                                ),
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("email"), name="gin_trgm_ops"
                                ),
                                name="application_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["received", "accepted", "declined", "withdrawn", "spam"])
                                ),
                                name="application_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("company", ""), _negated=True),
                                    models.Q(("contact_name", ""), _negated=True),
                                    models.Q(("email", ""), _negated=True),
                                ),
                                name="application_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("participant__isnull", False), ("state", "accepted")),
                                    models.Q(
                                        models.Q(("state", "accepted"), _negated=True), ("participant__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="application_became_participant",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("state__in", ("accepted", "declined", "withdrawn", "spam")),
                                    ),
                                    models.Q(("decided_at__isnull", True), ("state__in", ("received",))),
                                    _connector="OR",
                                ),
                                name="application_decided_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("declined", "withdrawn")),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("declined", "withdrawn")), _negated=True),
                                        ("reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="application_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                                    models.Q(
                                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="application_answered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("primary", "Account manager"),
                                    ("backup", "Backup"),
                                    ("mentor", "Mentor"),
                                    ("escalation", "Escalation contact"),
                                ],
                                default="primary",
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "-starts_on", "-id"],
                        "indexes": [
                            models.Index(fields=["person", "kind", "starts_on", "ends_on"], name="assignment_person")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="assignment_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["primary", "backup", "mentor", "escalation"])),
                                name="assignment_kind",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("participant"), "="),
                                    (models.F("kind"), "="),
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
                                name="assignment_one_of_a_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankAccount",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bank_accounts",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "change",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bank_account",
                                to="participants.change",
                            ),
                        ),
                        ("sealed", models.TextField()),
                        ("last_four", models.CharField(max_length=4, verbose_name="last four digits")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                    ],
                    options={
                        "ordering": ["-starts_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sealed", ""), _negated=True), name="bank_account_sealed"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("last_four__regex", "^[0-9]{4}$")), name="bank_account_last_four"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    models.Q(("ends_on__gte", models.F("starts_on")), ("starts_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="bank_account_period",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on", None), ("starts_on__isnull", False)),
                                fields=("participant",),
                                name="bank_account_one_in_force",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequirementBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("code", models.CharField(max_length=8, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("common", models.BooleanField(default=False, verbose_name="common to every role")),
                        ("role_codes", models.JSONField(blank=True, default=list, verbose_name="market roles")),
                        ("order", models.PositiveSmallIntegerField(default=100)),
                    ],
                    options={
                        "ordering": ["order", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="requirement_block_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("common", False), ("role_codes", []), _connector="OR"),
                                name="requirement_block_common_has_no_roles",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BlockVersion",
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
                            "block",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="participants.requirementblock",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("current", models.BooleanField(default=True)),
                        ("coming", models.BooleanField(default=False)),
                        ("published_at", models.DateTimeField()),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("effective_from", models.DateField()),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["block", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("block", "number"), name="block_version_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("current", True)), fields=("block",), name="block_version_current"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("coming", True)), fields=("block",), name="block_version_coming"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("current", False), ("coming", False), _connector="OR"),
                                name="block_version_holds_or_comes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="block_version_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BlockDraft",
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
                            "block",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drafts",
                                to="participants.requirementblock",
                            ),
                        ),
                        (
                            "base",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.blockversion",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("items", models.JSONField(default=list)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("changed_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "draft of a block",
                        "ordering": ["block", "id"],
                        "indexes": [models.Index(fields=["author"], name="block_draft_author")],
                        "constraints": [
                            models.UniqueConstraint(fields=("block", "author"), name="block_draft_once_a_person"),
                            models.CheckConstraint(
                                condition=models.Q(("revision__gte", 1)), name="block_draft_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObligationType",
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
                        ("name", models.CharField(max_length=200)),
                        ("who", models.CharField(max_length=120, verbose_name="owed by")),
                        ("role_codes", models.JSONField(blank=True, default=list)),
                        (
                            "owner_kind",
                            models.CharField(
                                choices=[
                                    ("registration", "Registration"),
                                    ("counter_party", "Counter-Party"),
                                    ("participant", "Participant"),
                                    ("resource", "Resource"),
                                    ("contact", "Contact"),
                                    ("holder", "Certificate holder"),
                                ],
                                max_length=20,
                                verbose_name="owed for each",
                            ),
                        ),
                        ("rule", models.CharField(max_length=200)),
                        ("schedule", models.JSONField()),
                        (
                            "notice_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="announced so many days before"
                            ),
                        ),
                        (
                            "also_counter_party",
                            models.BooleanField(default=False, verbose_name="owed for the Counter-Party too"),
                        ),
                        ("resource_types", models.JSONField(blank=True, default=list)),
                        ("evidence", models.CharField(max_length=200)),
                        (
                            "filed_in",
                            models.CharField(
                                blank=True,
                                help_text="another system; empty: here",
                                max_length=120,
                                verbose_name="filed in",
                            ),
                        ),
                        (
                            "proof",
                            models.CharField(
                                choices=[
                                    ("document", "A document"),
                                    ("confirmation", "The confirmation number of another system"),
                                    ("either", "A document or a confirmation number"),
                                ],
                                default="either",
                                max_length=20,
                            ),
                        ),
                        (
                            "extension_months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="empty: no extension is possible",
                                null=True,
                                verbose_name="longest extension in months",
                            ),
                        ),
                        ("reviewers", models.JSONField(blank=True, default=list)),
                    ],
                    options={
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="obligationtype_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="obligationtype_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="obligationtype_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "owner_kind__in",
                                        [
                                            "registration",
                                            "counter_party",
                                            "participant",
                                            "resource",
                                            "contact",
                                            "holder",
                                        ],
                                    )
                                ),
                                name="obligationtype_owner",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("rule", ""), _negated=True)
                                ),
                                name="obligationtype_ruled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("proof__in", ["document", "confirmation", "either"])),
                                name="obligationtype_proof",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("extension_months", None), ("extension_months__gte", 1), _connector="OR"
                                ),
                                name="obligationtype_extension",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Campaign",
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
                            "type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="campaigns",
                                to="participants.obligationtype",
                                verbose_name="obligation",
                            ),
                        ),
                        ("period", models.CharField(max_length=20)),
                        ("opens_on", models.DateField(blank=True, null=True, verbose_name="window opens")),
                        ("due_on", models.DateField(verbose_name="due")),
                    ],
                    options={
                        "ordering": ["-due_on", "-id"],
                        "indexes": [models.Index(fields=["-due_on", "-id"], name="campaign_due")],
                        "constraints": [
                            models.UniqueConstraint(fields=("type", "period"), name="campaign_once"),
                            models.CheckConstraint(
                                condition=models.Q(("period", ""), _negated=True), name="campaign_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opens_on", None), ("opens_on__lte", models.F("due_on")), _connector="OR"
                                ),
                                name="campaign_window",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChangeField",
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
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fields",
                                to="participants.change",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("topic", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=40)),
                        ("label", models.CharField(max_length=120)),
                        ("before", models.TextField(blank=True)),
                        ("after", models.TextField(blank=True)),
                        ("value", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("change", "topic", "name"), name="change_field_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChangeStep",
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
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="participants.change",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        ("note", models.CharField(blank=True, help_text="the participant reads it", max_length=300)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
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
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("change", "position"), name="change_step_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at", None), ("done_by", None)),
                                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="change_step_done_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="participants.participant",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("title", models.CharField(blank=True, max_length=120, verbose_name="job title")),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ["name", "id"],
                        "indexes": [
                            models.Index(fields=["participant", "name"], name="contact_participant"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                                ),
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("email"), name="gin_trgm_ops"
                                ),
                                name="contact_search",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(models.Q(("email", ""), _negated=True), ("active", True)),
                                fields=("participant", "email"),
                                name="contact_email_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("email", ""), _negated=True),
                                    models.Q(("phone", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="contact_reachable",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactRole",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_roles",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="roles",
                                to="participants.contact",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("authorized_representative", "Authorized representative"),
                                    ("backup_authorized_representative", "Backup authorized representative"),
                                    ("security_administrator", "User security administrator"),
                                    ("backup_security_administrator", "Backup user security administrator"),
                                    ("credit", "Credit"),
                                    ("settlement", "Settlement"),
                                    ("operations_24x7", "24x7 operations"),
                                    ("compliance", "Compliance"),
                                    ("regulatory", "Regulatory affairs"),
                                    ("retail", "Retail operations"),
                                    ("outage", "Outage coordination"),
                                    ("principal", "Principal"),
                                    ("executive", "Executive"),
                                    ("billing", "Billing"),
                                ],
                                max_length=40,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_roles",
                                to="participants.registration",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "-starts_on", "id"],
                        "indexes": [models.Index(fields=["participant", "kind"], name="contact_role_participant")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="contact_role_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "authorized_representative",
                                            "backup_authorized_representative",
                                            "security_administrator",
                                            "backup_security_administrator",
                                            "credit",
                                            "settlement",
                                            "operations_24x7",
                                            "compliance",
                                            "regulatory",
                                            "retail",
                                            "outage",
                                            "principal",
                                            "executive",
                                            "billing",
                                        ],
                                    )
                                ),
                                name="contact_role_kind",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("contact"), "="),
                                    (models.F("kind"), "="),
                                    (django.db.models.functions.comparison.Coalesce(models.F("registration"), 0), "="),
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
                                name="contact_role_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChangeSignature",
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
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signatures",
                                to="participants.change",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("approval", "Signed for the participant"),
                                    ("confirmation", "Confirmed to take the role"),
                                ],
                                default="approval",
                                max_length=12,
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        (
                            "signer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signer_name", models.CharField(max_length=120)),
                        (
                            "contact_role",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.contactrole",
                            ),
                        ),
                        ("capacity", models.CharField(help_text="the role held on the day, in words", max_length=120)),
                        ("signed_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["signed_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("change", "round", "kind", "signer"), name="change_signature_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["approval", "confirmation"])),
                                name="change_signature_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "approval"), _negated=True),
                                    ("contact_role__isnull", False),
                                    _connector="OR",
                                ),
                                name="change_signature_by_a_role",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChangeComment",
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
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="participants.change",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("author_name", models.CharField(max_length=120)),
                        (
                            "author",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_staff", models.BooleanField()),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["written_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="change_comment_not_empty"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChangeDocument",
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
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="participants.change",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="what it proves")),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("change", "document"), name="change_document_once"),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="change_document_titled"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChangeNote",
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
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="participants.change",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["written_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="change_note_not_empty"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TestFlight",
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
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        ("application_deadline", models.DateTimeField(verbose_name="applications until")),
                        ("registration_deadline", models.DateTimeField(verbose_name="registration until")),
                        ("texas_set", models.CharField(max_length=20, verbose_name="Texas SET version")),
                    ],
                    options={
                        "ordering": ["-starts_on", "code"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["application_deadline", "id"], name="testflight_ahead")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="testflight_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="testflight_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="testflight_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^(0[1-9]|1[0-2])[0-9]{2}$")), name="testflight_mmyy"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="testflight_days"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("registration_deadline__gt", models.F("application_deadline"))),
                                name="testflight_deadlines",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Checklist",
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
                                related_name="checklists",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "registration",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checklist",
                                to="participants.registration",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.marketrole",
                            ),
                        ),
                        ("target_on", models.DateField(blank=True, null=True, verbose_name="wanted by")),
                        (
                            "flight",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checklists",
                                to="participants.testflight",
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("versions", models.ManyToManyField(related_name="checklists", to="participants.blockversion")),
                    ],
                    options={
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-opened_at", "-id"], name="checklist_participant")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Requirement",
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
                                related_name="items",
                                to="participants.blockversion",
                            ),
                        ),
                        ("code", models.CharField(max_length=12)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        ("evidence", models.CharField(max_length=300)),
                        ("form_codes", models.JSONField(blank=True, default=list, verbose_name="forms")),
                        ("sections", models.JSONField(blank=True, default=list, verbose_name="sections of the rules")),
                        ("reviewers", models.JSONField(default=list, verbose_name="reviewing departments")),
                        ("dependencies", models.JSONField(blank=True, default=list)),
                        ("least_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("typical_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "day_kind",
                            models.SlugField(
                                db_index=False,
                                default="ercot-business",
                                max_length=60,
                                verbose_name="calendar its days count by",
                            ),
                        ),
                        (
                            "lead_note",
                            models.CharField(blank=True, max_length=200, verbose_name="what the days leave open"),
                        ),
                        ("recurrence", models.CharField(blank=True, max_length=200)),
                        ("mandatory", models.BooleanField(default=True)),
                        ("asks", models.JSONField(blank=True, default=list, verbose_name="fields asked for")),
                        ("reusable", models.BooleanField(default=False, verbose_name="counts for the whole company")),
                        (
                            "by_operator",
                            models.BooleanField(default=False, verbose_name="brought about by the operator"),
                        ),
                        (
                            "flight",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("entry", "Settles which flight it will be"),
                                    ("run", "Lasts until the flight has ended"),
                                ],
                                max_length=10,
                                verbose_name="part in a test flight",
                            ),
                        ),
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
                                verbose_name="how sure we are",
                            ),
                        ),
                        ("effective_from", models.DateField(blank=True, null=True)),
                        ("effective_to", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["version", "position"],
                        "indexes": [models.Index(fields=["code"], name="requirement_by_code")],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "code"), name="requirement_code_once"),
                            models.UniqueConstraint(fields=("version", "position"), name="requirement_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="requirement_titled_and_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="requirement_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("flight__in", ["", "entry", "run"])), name="requirement_flight"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("typical_days__isnull", True),
                                    models.Q(
                                        ("least_days__isnull", False), ("typical_days__gte", models.F("least_days"))
                                    ),
                                    _connector="OR",
                                ),
                                name="requirement_least_not_above_typical",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="requirement_effective_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistItem",
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
                            "checklist",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="participants.checklist",
                            ),
                        ),
                        (
                            "requirement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checklist_items",
                                to="participants.requirement",
                            ),
                        ),
                        ("code", models.CharField(max_length=12)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("mandatory", models.BooleanField(default=True)),
                        ("waits_for", models.JSONField(blank=True, default=list)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("waiting", "Waiting for the participant"),
                                    ("submitted", "Submitted"),
                                    ("in_review", "In review"),
                                    ("returned", "Returned"),
                                    ("accepted", "Accepted"),
                                    ("at_risk", "At risk"),
                                    ("waived", "Waived"),
                                    ("not_applicable", "Not applicable"),
                                ],
                                default="not_started",
                                max_length=20,
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=0, verbose_name="rounds of evidence")),
                        ("values", models.JSONField(blank=True, default=dict)),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("evidence_expires_on", models.DateField(blank=True, null=True)),
                        (
                            "holder",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence_held",
                                to="participants.contact",
                            ),
                        ),
                        (
                            "reused_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reused_by",
                                to="participants.checklistitem",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="the participant reads it",
                                max_length=1000,
                                verbose_name="why it is so",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "checklist item",
                        "ordering": ["checklist", "position"],
                        "indexes": [
                            models.Index(fields=["participant", "code", "state"], name="checklist_item_participant"),
                            models.Index(
                                condition=models.Q(("state__in", ("submitted", "in_review"))),
                                fields=["submitted_at", "id"],
                                name="checklist_item_to_review",
                            ),
                            models.Index(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ("not_started", "waiting", "submitted", "in_review", "returned", "at_risk"),
                                    )
                                ),
                                fields=["due_on", "id"],
                                name="checklist_item_open_due",
                            ),
                            models.Index(
                                condition=models.Q(("evidence_expires_on__isnull", False), ("state", "accepted")),
                                fields=["evidence_expires_on", "id"],
                                name="checklist_item_expiring",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("checklist", "code"), name="checklist_item_code_once"),
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("checklist", "position"),
                                name="checklist_item_position_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "not_started",
                                            "waiting",
                                            "submitted",
                                            "in_review",
                                            "returned",
                                            "accepted",
                                            "at_risk",
                                            "waived",
                                            "not_applicable",
                                        ],
                                    )
                                ),
                                name="checklist_item_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("state__in", ("accepted", "waived", "not_applicable")),
                                    ),
                                    models.Q(
                                        ("settled_at__isnull", True),
                                        (
                                            "state__in",
                                            ("not_started", "waiting", "submitted", "in_review", "returned", "at_risk"),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="checklist_item_settled_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("submitted", "in_review")), _negated=True),
                                    ("submitted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="checklist_item_submitted_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["not_applicable", "at_risk"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="checklist_item_reasoned",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemRound",
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rounds",
                                to="participants.checklistitem",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("submitted_at", models.DateTimeField()),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_operator", models.BooleanField(default=False, verbose_name="recorded by the operator")),
                        ("remark", models.TextField(blank=True)),
                        ("values", models.JSONField(blank=True, default=dict)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("returned", "Returned"),
                                    ("taken_back", "Taken back"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("department", models.CharField(blank=True, max_length=20, verbose_name="reviewed by")),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("comment", models.TextField(blank=True, verbose_name="comment for the participant")),
                    ],
                    options={
                        "verbose_name": "round of evidence",
                        "verbose_name_plural": "rounds of evidence",
                        "ordering": ["item", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "number"), name="item_round_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "")), fields=("item",), name="item_round_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("reviewed_at__isnull", True)),
                                    models.Q(models.Q(("outcome", ""), _negated=True), ("reviewed_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="item_round_reviewed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", ""),
                                    ("outcome__in", ["accepted", "returned", "taken_back"]),
                                    _connector="OR",
                                ),
                                name="item_round_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "returned"), _negated=True),
                                    models.Q(("comment", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="item_round_returned_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemEvidence",
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="participants.itemround",
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="item_evidence",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "evidence",
                        "verbose_name_plural": "evidence",
                        "ordering": ["round", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewNote",
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="participants.checklistitem",
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "review note",
                        "ordering": ["item", "-written_at", "-id"],
                        "indexes": [models.Index(fields=["item", "-written_at", "-id"], name="review_note_item")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="review_note_not_empty"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Waiver",
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waivers",
                                to="participants.checklistitem",
                            ),
                        ),
                        (
                            "wanted",
                            models.CharField(
                                choices=[
                                    ("waived", "Waived: asked for, but done without"),
                                    ("not_applicable", "Not applicable: it does not concern this registration"),
                                ],
                                default="waived",
                                max_length=20,
                            ),
                        ),
                        ("reason", models.TextField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("granted", models.BooleanField(blank=True, null=True)),
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
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision", models.TextField(blank=True, verbose_name="reason of the decision")),
                    ],
                    options={
                        "ordering": ["item", "-asked_at", "-id"],
                        "indexes": [models.Index(fields=["item", "-asked_at", "-id"], name="waiver_item")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decided_at", None)), fields=("item",), name="waiver_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="waiver_reasoned"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wanted__in", ["waived", "not_applicable"])), name="waiver_wanted"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("granted__isnull", True),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("granted__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="waiver_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="waiver_by_two_people",
                            ),
                        ],
                    },
                ),
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
                migrations.CreateModel(
                    name="CounterParty",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counter_party",
                                to="participants.participant",
                            ),
                        ),
                        ("since", models.DateField()),
                        (
                            "year_end_month",
                            models.PositiveSmallIntegerField(default=12, verbose_name="fiscal year ends in month"),
                        ),
                        (
                            "year_end_day",
                            models.PositiveSmallIntegerField(default=31, verbose_name="fiscal year ends on day"),
                        ),
                    ],
                    options={
                        "verbose_name": "Counter-Party",
                        "verbose_name_plural": "Counter-Parties",
                        "ordering": ["participant"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("year_end_day__range", (1, 31)),
                                        ("year_end_month__in", [1, 3, 5, 7, 8, 10, 12]),
                                    ),
                                    models.Q(("year_end_day__range", (1, 30)), ("year_end_month__in", [4, 6, 9, 11])),
                                    models.Q(("year_end_day__range", (1, 29)), ("year_end_month", 2)),
                                    _connector="OR",
                                ),
                                name="counter_party_year_end",
                            )
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
                migrations.CreateModel(
                    name="DataExport",
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
                                related_name="data_exports",
                                to="participants.participant",
                            ),
                        ),
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
                            "format",
                            models.CharField(
                                choices=[("json", "JSON, for programs"), ("xlsx", "Excel, a sheet for each kind")],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Being prepared"),
                                    ("ready", "Ready"),
                                    ("failed", "Not possible"),
                                    ("expired", "Expired"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("ready_at", models.DateTimeField(blank=True, null=True)),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("counts", models.JSONField(blank=True, default=dict)),
                        ("cut", models.JSONField(blank=True, default=list)),
                        ("size", models.PositiveIntegerField(default=0, verbose_name="size in bytes")),
                        ("refusal", models.CharField(blank=True, max_length=300, verbose_name="why there is none")),
                    ],
                    options={
                        "ordering": ["-asked_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "person", "-asked_at"], name="data_export_of"),
                            models.Index(
                                condition=models.Q(("state", "waiting")), fields=["id"], name="data_export_waiting"
                            ),
                            models.Index(
                                condition=models.Q(("state", "ready")), fields=["expires_at"], name="data_export_ready"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("format__in", ["json", "xlsx"])), name="data_export_format"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "ready", "failed", "expired"])),
                                name="data_export_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ready"), _negated=True),
                                    models.Q(("expires_at__isnull", False), ("ready_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="data_export_ready_at",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("participant", "person"),
                                name="data_export_one_waiting",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DataExportContent",
                    fields=[
                        (
                            "export",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="content",
                                serialize=False,
                                to="participants.dataexport",
                            ),
                        ),
                        ("content", models.BinaryField()),
                    ],
                    options={
                        "verbose_name": "content of a data export",
                        "verbose_name_plural": "contents of data exports",
                    },
                ),
                migrations.CreateModel(
                    name="Disclosure",
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
                            "requester_kind",
                            models.CharField(
                                choices=[
                                    ("commission", "Commission"),
                                    ("court", "Court"),
                                    ("government", "Other government"),
                                    ("operator", "Other system operator"),
                                    ("consultant", "Consultant"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                                verbose_name="kind of requester",
                            ),
                        ),
                        ("requester", models.CharField(max_length=200, verbose_name="who asks")),
                        ("authority", models.CharField(max_length=300, verbose_name="legal basis")),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("note", models.TextField(blank=True, verbose_name="note for the staff")),
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
                    ],
                    options={
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [models.Index(fields=["-opened_at", "-id"], name="disclosure_opened")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "requester_kind__in",
                                        ["commission", "court", "government", "operator", "consultant", "other"],
                                    )
                                ),
                                name="disclosure_requester_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("requester", ""), _negated=True),
                                    models.Q(("authority", ""), _negated=True),
                                ),
                                name="disclosure_by_right",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisclosureLine",
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
                            "disclosure",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="participants.disclosure",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disclosure_lines",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Prepared"),
                                    ("noticed", "Owner told"),
                                    ("objected", "Owner objects"),
                                    ("silence_asked", "No notice, to be confirmed"),
                                    ("silent", "No notice by law"),
                                    ("approved", "To be disclosed"),
                                    ("declined", "Not disclosed"),
                                    ("disclosed", "Disclosed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="prepared",
                                max_length=15,
                            ),
                        ),
                        (
                            "requester_kind",
                            models.CharField(
                                choices=[
                                    ("commission", "Commission"),
                                    ("court", "Court"),
                                    ("government", "Other government"),
                                    ("operator", "Other system operator"),
                                    ("consultant", "Consultant"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("requester", models.CharField(max_length=200)),
                        ("authority", models.CharField(max_length=300)),
                        ("what", models.TextField(verbose_name="what of this owner")),
                        ("noticed_at", models.DateTimeField(blank=True, null=True)),
                        ("objects_until", models.DateField(blank=True, null=True)),
                        ("objection", models.TextField(blank=True)),
                        ("objected_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "section",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="section that forbids the notice"
                            ),
                        ),
                        (
                            "silence_by",
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
                        ("reason", models.TextField(blank=True, verbose_name="reason of the decision")),
                        ("disclosed_on", models.DateField(blank=True, null=True)),
                        (
                            "disclosed_by",
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
                        "verbose_name": "line of a disclosure",
                        "verbose_name_plural": "lines of disclosures",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["participant", "-noticed_at", "-id"], name="disclosure_line_owner")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("disclosure", "participant"), name="disclosure_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "prepared",
                                            "noticed",
                                            "objected",
                                            "silence_asked",
                                            "silent",
                                            "approved",
                                            "declined",
                                            "disclosed",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="disclosure_line_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "requester_kind__in",
                                        ["commission", "court", "government", "operator", "consultant", "other"],
                                    )
                                ),
                                name="disclosure_line_requester_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "silent"), _negated=True),
                                    models.Q(("confirmed_by__isnull", False), models.Q(("section", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="disclosure_line_two_persons",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by", None),
                                    models.Q(("confirmed_by", models.F("silence_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="disclosure_line_second_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "disclosed"), _negated=True),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("disclosed_on__isnull", False),
                                        models.Q(
                                            ("noticed_at__isnull", False),
                                            ("confirmed_by__isnull", False),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosure_line_told_before",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisclosureItem",
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
                            "line",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="participants.disclosureline",
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
                        ("kind", models.CharField(max_length=10)),
                        ("item_ref", models.CharField(max_length=20, verbose_name="reference of the file or entry")),
                        ("name", models.CharField(max_length=200)),
                        (
                            "protection",
                            models.CharField(
                                choices=[
                                    ("PI-OFFER", "Bids, offers and trades"),
                                    ("PI-STATUS", "Status and outages of resources"),
                                    ("PI-DISP", "Dispatch of single resources"),
                                    ("PI-SETTLE", "Settlement and disputes"),
                                    ("PI-LOAD", "Load data"),
                                    ("PI-ESI", "Number of ESI IDs or customers"),
                                    ("PI-CREDIT", "Credit and finance"),
                                    ("PI-COST", "Costs, contracts and engineering"),
                                    ("PI-CUST", "Customers' own data"),
                                    ("PI-CRR", "CRR bids before results"),
                                    ("PI-MARKED", "Marked by the participant"),
                                    ("ECEII", "Critical energy infrastructure"),
                                    ("PI-REL", "The participant's own matter"),
                                    ("PUBLIC", "Public"),
                                ],
                                max_length=10,
                                verbose_name="class",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "item of a disclosure",
                        "verbose_name_plural": "items of disclosures",
                        "ordering": ["line", "id"],
                        "indexes": [models.Index(fields=["item_ref"], name="disclosure_item_ref")],
                        "constraints": [
                            models.UniqueConstraint(fields=("line", "item_ref"), name="disclosure_item_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", ""), _negated=True),
                                    models.Q(("item_ref", ""), _negated=True),
                                    models.Q(("name", ""), _negated=True),
                                ),
                                name="disclosure_item_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "protection__in",
                                        [
                                            "PI-OFFER",
                                            "PI-STATUS",
                                            "PI-DISP",
                                            "PI-SETTLE",
                                            "PI-LOAD",
                                            "PI-ESI",
                                            "PI-CREDIT",
                                            "PI-COST",
                                            "PI-CUST",
                                            "PI-CRR",
                                            "PI-MARKED",
                                            "ECEII",
                                            "PI-REL",
                                            "PUBLIC",
                                        ],
                                    )
                                ),
                                name="disclosure_item_class",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resource",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resources",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resources",
                                to="participants.registration",
                            ),
                        ),
                        ("code", models.CharField(max_length=40, verbose_name="unit code")),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("station", models.CharField(blank=True, max_length=120)),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("generation", "Generation"),
                                    ("storage", "Energy storage"),
                                    ("load", "Load resource"),
                                    ("settlement_only", "Settlement only generator"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "capacity_mw",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=9, null=True, verbose_name="capacity (MW)"
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ["code", "id"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("code"), name="gin_trgm_ops"
                                ),
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                                ),
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("station"), name="gin_trgm_ops"
                                ),
                                name="resource_search",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("participant", "code"), name="resource_code_once"),
                            models.CheckConstraint(
                                condition=models.Q(("type__in", ["generation", "storage", "load", "settlement_only"])),
                                name="resource_type",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("capacity_mw", None), ("capacity_mw__gte", 0), _connector="OR"),
                                name="resource_capacity",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Obligation",
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
                            "type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obligations",
                                to="participants.obligationtype",
                                verbose_name="obligation",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obligations",
                                to="participants.campaign",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obligations",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obligations",
                                to="participants.registration",
                            ),
                        ),
                        (
                            "counter_party",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obligations",
                                to="participants.counterparty",
                                verbose_name="Counter-Party",
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obligations",
                                to="participants.resource",
                            ),
                        ),
                        ("period", models.CharField(max_length=20)),
                        ("opens_on", models.DateField(blank=True, null=True, verbose_name="window opens")),
                        ("due_on", models.DateField(verbose_name="due")),
                        ("by_rule", models.DateField(verbose_name="due by the rule")),
                        ("period_end", models.DateField(blank=True, null=True, verbose_name="last day of the period")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Not filed"),
                                    ("submitted", "Submitted"),
                                    ("returned", "Returned"),
                                    ("accepted", "Accepted"),
                                    ("excused", "Excused"),
                                    ("canceled", "Canceled"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "filed_elsewhere",
                            models.BooleanField(default=False, verbose_name="said to be filed elsewhere"),
                        ),
                        ("confirmation_number", models.CharField(blank=True, max_length=80)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="submitted")),
                        ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                        ("reason", models.TextField(blank=True, help_text="why it was excused or canceled")),
                        ("onward", models.BooleanField(default=False, verbose_name="excused from now on")),
                    ],
                    options={
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("open", "returned"))),
                                fields=["due_on", "id"],
                                name="obligation_owed",
                            ),
                            models.Index(
                                condition=models.Q(("state", "submitted")),
                                fields=["submitted_at", "id"],
                                name="obligation_to_review",
                            ),
                            models.Index(fields=["campaign", "state", "due_on", "id"], name="obligation_campaign"),
                            models.Index(fields=["participant", "due_on", "id"], name="obligation_participant"),
                            models.Index(
                                condition=models.Q(("onward", True)), fields=["type", "id"], name="obligation_onward"
                            ),
                            models.Index(
                                condition=models.Q(("registration__isnull", False)),
                                fields=["registration"],
                                name="obligation_registration",
                            ),
                            models.Index(
                                condition=models.Q(("counter_party__isnull", False)),
                                fields=["counter_party"],
                                name="obligation_counter_party",
                            ),
                            models.Index(
                                condition=models.Q(("resource__isnull", False)),
                                fields=["resource"],
                                name="obligation_resource",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("counter_party__isnull", True),
                                    ("registration__isnull", False),
                                    ("resource__isnull", True),
                                ),
                                fields=("registration", "type", "period"),
                                name="obligation_once_registration",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("counter_party__isnull", False),
                                    ("registration__isnull", True),
                                    ("resource__isnull", True),
                                ),
                                fields=("counter_party", "type", "period"),
                                name="obligation_once_counter_party",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("counter_party__isnull", True),
                                    ("registration__isnull", True),
                                    ("resource__isnull", False),
                                ),
                                fields=("resource", "type", "period"),
                                name="obligation_once_resource",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("counter_party__isnull", True),
                                    ("registration__isnull", True),
                                    ("resource__isnull", True),
                                ),
                                fields=("participant", "type", "period"),
                                name="obligation_once_participant",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("counter_party__isnull", True),
                                        ("registration__isnull", True),
                                        ("resource__isnull", True),
                                    ),
                                    models.Q(
                                        ("counter_party__isnull", True),
                                        ("registration__isnull", False),
                                        ("resource__isnull", True),
                                    ),
                                    models.Q(
                                        ("counter_party__isnull", False),
                                        ("registration__isnull", True),
                                        ("resource__isnull", True),
                                    ),
                                    models.Q(
                                        ("counter_party__isnull", True),
                                        ("registration__isnull", True),
                                        ("resource__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="obligation_one_owner",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("period", ""), _negated=True), name="obligation_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["open", "submitted", "returned", "accepted", "excused", "canceled"])
                                ),
                                name="obligation_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opens_on", None), ("opens_on__lte", models.F("due_on")), _connector="OR"
                                ),
                                name="obligation_window",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("state__in", ("accepted", "excused", "canceled")),
                                    ),
                                    models.Q(
                                        ("settled_at__isnull", True), ("state__in", ("open", "submitted", "returned"))
                                    ),
                                    _connector="OR",
                                ),
                                name="obligation_settled_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("submitted", "accepted")), _negated=True),
                                    ("submitted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="obligation_submitted_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "open"), _negated=True),
                                    models.Q(("confirmation_number", ""), ("submitted_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="obligation_open_is_not_filed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "excused"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="obligation_excused_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("onward", False), ("state", "excused"), _connector="OR"),
                                name="obligation_onward_is_excused",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExtensionRequest",
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
                            "obligation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extensions",
                                to="participants.obligation",
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
                        ("due_before", models.DateField(verbose_name="due before")),
                        ("until", models.DateField(verbose_name="asked until")),
                        ("plan", models.TextField(help_text="how and by when it will be met")),
                        (
                            "plan_document",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                                verbose_name="plan as a file",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("granted", "Granted"),
                                    ("declined", "Declined"),
                                    ("dropped", "No longer needed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                blank=True, help_text="why it was granted or declined; the participant reads it"
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
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
                        "ordering": ["obligation", "id"],
                        "indexes": [
                            models.Index(fields=["obligation", "id"], name="extension_obligation"),
                            models.Index(
                                condition=models.Q(("decision", "")), fields=["asked_at", "id"], name="extension_open"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decision", "")), fields=("obligation",), name="extension_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("plan", ""), _negated=True), name="extension_has_plan"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("due_before"))), name="extension_later"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decision", ""),
                                    ("decision__in", ["granted", "declined", "dropped"]),
                                    _connector="OR",
                                ),
                                name="extension_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", "")
                                    ),
                                    models.Q(
                                        models.Q(("decision", ""), _negated=True),
                                        ("decided_at__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="extension_decided",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
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
                                related_name="follow_ups",
                                to="participants.participant",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("note", models.TextField(blank=True, help_text="for the staff only")),
                        (
                            "responsible",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="due")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("waiting", "Waiting for the participant"),
                                    ("done", "Done"),
                                    ("canceled", "Canceled"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("waiting_for", models.CharField(blank=True, max_length=200)),
                        (
                            "done_at",
                            models.DateTimeField(blank=True, help_text="when it was done or canceled", null=True),
                        ),
                        ("outcome", models.TextField(blank=True, help_text="what came of it")),
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
                        "verbose_name": "follow-up",
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("open", "waiting"))),
                                fields=["responsible", "due_on", "id"],
                                name="follow_up_of_person",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("open", "waiting"))),
                                fields=["due_on", "id"],
                                name="follow_up_open",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("done", "canceled"))),
                                fields=["-done_at", "-id"],
                                name="follow_up_ended",
                            ),
                            models.Index(fields=["participant", "due_on", "id"], name="follow_up_participant"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                name="follow_up_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="follow_up_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "waiting", "done", "canceled"])),
                                name="follow_up_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", False), ("state__in", ("done", "canceled"))),
                                    models.Q(("done_at__isnull", True), ("state__in", ("open", "waiting"))),
                                    _connector="OR",
                                ),
                                name="follow_up_done_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "waiting"), models.Q(("waiting_for", ""), _negated=True)),
                                    models.Q(models.Q(("state", "waiting"), _negated=True), ("waiting_for", "")),
                                    _connector="OR",
                                ),
                                name="follow_up_waits_for_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Form",
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
                        ("title", models.CharField(max_length=200)),
                        ("used_by", models.CharField(max_length=120)),
                    ],
                    options={
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="form_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="form_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="form_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="form_titled"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GlassBreak",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="glass_breaks",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="glass_breaks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("opened_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["person", "participant", "expires_at"], name="glass_break_person")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="glass_break_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("opened_at"))), name="glass_break_period"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GlassReview",
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
                            "glass_break",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="review",
                                to="participants.glassbreak",
                            ),
                        ),
                        ("mark", models.CharField(choices=[("fine", "Fine"), ("asked", "Asked back")], max_length=10)),
                        ("remark", models.CharField(blank=True, max_length=500)),
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
                        "verbose_name": "review of an opening",
                        "verbose_name_plural": "reviews of openings",
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("mark__in", ["fine", "asked"])), name="glass_review_mark"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("mark", "asked"), _negated=True),
                                    models.Q(("remark", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="glass_review_question",
                            ),
                        ],
                    },
                ),
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
                        "abstract": False,
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
                migrations.CreateModel(
                    name="ImportRun",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("participants", "Participants"),
                                    ("contacts", "Contacts"),
                                    ("assignments", "Assignments"),
                                    ("resources", "Resources"),
                                    ("checklists", "Checklists in work"),
                                    ("obligations", "Obligations"),
                                ],
                                default="participants",
                                max_length=20,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("reading", "Reading"),
                                    ("previewed", "Preview ready"),
                                    ("applying", "Applying"),
                                    ("applied", "Applied"),
                                    ("refused", "Refused"),
                                    ("discarded", "Discarded"),
                                ],
                                default="reading",
                                max_length=20,
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200)),
                        ("upload", models.BinaryField(blank=True, null=True)),
                        (
                            "started_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                help_text="who had the preview applied",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        (
                            "claimed_at",
                            models.DateTimeField(
                                blank=True, help_text="when a worker took the present step", null=True
                            ),
                        ),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="how often the present step was taken"
                            ),
                        ),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("report_date", models.DateField(blank=True, null=True)),
                        ("full_list", models.BooleanField(default=False, verbose_name="complete list")),
                        ("sheets", models.JSONField(default=list)),
                        ("notes", models.JSONField(default=list)),
                        ("counts", models.JSONField(default=dict)),
                        ("done", models.PositiveIntegerField(default=0, verbose_name="rows done")),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="rows in all")),
                        ("refusal", models.TextField(blank=True, verbose_name="why it was refused")),
                    ],
                    options={
                        "ordering": ["-started_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status__in", ["reading", "applying"])),
                                fields=["claimed_at"],
                                name="import_run_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "participants",
                                            "contacts",
                                            "assignments",
                                            "resources",
                                            "checklists",
                                            "obligations",
                                        ],
                                    )
                                ),
                                name="import_run_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["reading", "previewed", "applying", "applied", "refused", "discarded"],
                                    )
                                ),
                                name="import_run_status",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "refused"), _negated=True),
                                    models.Q(("refusal", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="import_run_refusal",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="participants.importrun",
                            ),
                        ),
                        ("position", models.PositiveIntegerField(help_text="its place in the preview, from 1")),
                        ("sheet", models.CharField(blank=True, max_length=40)),
                        ("number", models.PositiveIntegerField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("changed", "Changed"),
                                    ("unchanged", "Unchanged"),
                                    ("refused", "Refused"),
                                    ("no_longer_listed", "No longer listed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("data", models.JSONField(default=dict)),
                        ("changes", models.JSONField(default=dict)),
                        ("notes", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ["run", "position"],
                        "indexes": [models.Index(fields=["run", "outcome", "position"], name="import_row_outcome_idx")],
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "position"), name="import_row_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["new", "changed", "unchanged", "refused", "no_longer_listed"])
                                ),
                                name="import_row_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "refused"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="import_row_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interaction",
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
                                related_name="interactions",
                                to="participants.participant",
                            ),
                        ),
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
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("operator", "Operator"), ("participant", "Participant")],
                                default="operator",
                                max_length=12,
                                verbose_name="who began it",
                            ),
                        ),
                        ("happened_at", models.DateTimeField(verbose_name="when")),
                        ("minutes", models.PositiveSmallIntegerField(default=0, verbose_name="minutes it took")),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("power", "Power operations"),
                                        ("wholesale", "Wholesale market operations"),
                                        ("retail", "Retail market operations"),
                                        ("settlement", "Financial settlement"),
                                        ("access", "Registration and access"),
                                        ("general", "General"),
                                        ("credit", "Credit"),
                                        ("obligations", "Obligations"),
                                        ("training", "Training"),
                                        ("plan", "Account plan"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("summary", models.TextField(help_text="for the staff only")),
                        ("about", models.CharField(blank=True, max_length=20, verbose_name="about the row")),
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
                        (
                            "written_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="struck out")),
                    ],
                    options={
                        "ordering": ["-happened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-happened_at", "-id"], name="interaction_participant"),
                            models.Index(fields=["-happened_at", "-id"], name="interaction_newest"),
                            models.Index(fields=["written_by", "-happened_at", "-id"], name="interaction_writer"),
                            models.Index(
                                condition=models.Q(("about", ""), _negated=True),
                                fields=["about"],
                                name="interaction_about",
                            ),
                            django.contrib.postgres.indexes.GinIndex(fields=["topics"], name="interaction_topic"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("summary"), name="gin_trgm_ops"
                                ),
                                name="interaction_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("summary", ""), _negated=True), name="interaction_summarized"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["call", "meeting", "visit", "mail", "portal"])),
                                name="interaction_channel",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["operator", "participant"])), name="interaction_side"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "topics__contained_by",
                                        [
                                            "power",
                                            "wholesale",
                                            "retail",
                                            "settlement",
                                            "access",
                                            "general",
                                            "credit",
                                            "obligations",
                                            "training",
                                            "plan",
                                        ],
                                    )
                                ),
                                name="interaction_topics",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__lte", 1440)), name="interaction_within_a_day"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InteractionPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="participants.interaction",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.contact",
                            ),
                        ),
                        (
                            "colleague",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                    ],
                    options={
                        "verbose_name": "person of an interaction",
                        "verbose_name_plural": "people of interactions",
                        "ordering": ["interaction", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("interaction", "contact"), name="interaction_contact_once"),
                            models.UniqueConstraint(
                                fields=("interaction", "colleague"), name="interaction_colleague_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("colleague__isnull", True), ("contact__isnull", False)),
                                    models.Q(("colleague__isnull", False), ("contact__isnull", True)),
                                    _connector="OR",
                                ),
                                name="interaction_person_of_one_side",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Joining",
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
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joinings_kept",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "absorbed",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joinings_absorbed",
                                to="participants.participant",
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("moved", models.JSONField(default=dict)),
                        ("joined_at", models.DateTimeField()),
                        (
                            "joined_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-joined_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kept", models.F("absorbed")), _negated=True),
                                name="joining_two_entities",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at", None)),
                                fields=("absorbed",),
                                name="joining_absorbed_once",
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
                        ("before", models.JSONField(blank=True, default=list)),
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
                migrations.CreateModel(
                    name="LeadTime",
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
                        ("rule", models.CharField(max_length=200)),
                        ("amount", models.PositiveSmallIntegerField()),
                        (
                            "unit",
                            models.CharField(
                                choices=[("day", "days"), ("month", "months")], default="day", max_length=10
                            ),
                        ),
                        ("calendar", models.SlugField(db_index=False, max_length=60, verbose_name="counted by")),
                        ("note", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="leadtime_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="leadtime_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="leadtime_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__in", ["day", "month"])), name="leadtime_unit"
                            ),
                            models.CheckConstraint(condition=models.Q(("amount__gte", 1)), name="leadtime_amount"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rule", ""), _negated=True), models.Q(("calendar", ""), _negated=True)
                                ),
                                name="leadtime_ruled",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
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
                                related_name="letters",
                                to="participants.participant",
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-written_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-written_at", "-id"], name="letter_participant")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="letter_not_empty"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="copies",
                                to="participants.letter",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participants.contact"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("address", models.EmailField(max_length=254)),
                        ("message_ref", models.CharField(max_length=20, unique=True)),
                    ],
                    options={
                        "verbose_name": "copy of a letter",
                        "verbose_name_plural": "copies of letters",
                        "ordering": ["letter", "name", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("letter", "contact"), name="letter_copy_once"),
                            models.CheckConstraint(
                                condition=models.Q(("address", ""), _negated=True), name="letter_copy_addressed"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("code", models.CharField(blank=True, max_length=30)),
                        ("title", models.CharField(max_length=80)),
                        ("text", models.TextField()),
                        (
                            "edited",
                            models.BooleanField(
                                default=False,
                                help_text="an edited row is never overwritten by defaults",
                                verbose_name="edited here",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="out of use since")),
                    ],
                    options={
                        "verbose_name": "template of letters",
                        "verbose_name_plural": "templates of letters",
                        "ordering": ["title", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["title", "id"],
                                name="letter_template_in_use",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True), models.Q(("text", ""), _negated=True)
                                ),
                                name="letter_template_not_empty",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                fields=("code",),
                                name="letter_template_code_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterReply",
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
                            "letter",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="participants.letter",
                            ),
                        ),
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
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.contact",
                            ),
                        ),
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
                        ("name", models.CharField(max_length=120)),
                        ("address", models.EmailField(max_length=254)),
                        ("text", models.TextField()),
                        ("automatic", models.BooleanField(default=False)),
                        ("received_at", models.DateTimeField()),
                        ("mail", models.CharField(max_length=20, unique=True, verbose_name="mail that came in")),
                    ],
                    options={
                        "verbose_name": "reply to a letter",
                        "verbose_name_plural": "replies to letters",
                        "ordering": ["letter", "received_at", "id"],
                        "indexes": [
                            models.Index(fields=["letter", "received_at", "id"], name="letter_reply_order"),
                            models.Index(
                                fields=["participant", "-received_at", "-id"], name="letter_reply_participant"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="letter_reply_not_empty"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterReplyFile",
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
                            "reply",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="participants.letterreply",
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
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attachment of a reply to a letter",
                        "verbose_name_plural": "attachments of replies to letters",
                        "ordering": ["reply", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                                related_name="meetings",
                                to="participants.participant",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("agenda", models.TextField(blank=True, help_text="everybody invited reads it")),
                        ("starts_at", models.DateTimeField(verbose_name="begins")),
                        ("ends_at", models.DateTimeField(verbose_name="ends")),
                        ("place", models.CharField(blank=True, max_length=200, verbose_name="place or link")),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("power", "Power operations"),
                                        ("wholesale", "Wholesale market operations"),
                                        ("retail", "Retail market operations"),
                                        ("settlement", "Financial settlement"),
                                        ("access", "Registration and access"),
                                        ("general", "General"),
                                        ("credit", "Credit"),
                                        ("obligations", "Obligations"),
                                        ("training", "Training"),
                                        ("plan", "Account plan"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "organizer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("organizer_name", models.CharField(max_length=120)),
                        (
                            "state",
                            models.CharField(
                                choices=[("planned", "Planned"), ("held", "Held"), ("canceled", "Canceled")],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, verbose_name="version of the invitation")),
                        (
                            "asked_sequence",
                            models.PositiveIntegerField(default=0, verbose_name="version since which answers count"),
                        ),
                        ("changed_at", models.DateTimeField(verbose_name="last told of")),
                        (
                            "interaction",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting",
                                to="participants.interaction",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at", "id"],
                        "indexes": [
                            models.Index(fields=["participant", "-starts_at", "-id"], name="meeting_participant"),
                            models.Index(
                                condition=models.Q(("state", "planned")),
                                fields=["starts_at", "id"],
                                name="meeting_planned",
                            ),
                            models.Index(fields=["-starts_at", "-id"], name="meeting_newest"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                name="meeting_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="meeting_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["planned", "held", "canceled"])), name="meeting_state"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="meeting_lasts"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "topics__contained_by",
                                        [
                                            "power",
                                            "wholesale",
                                            "retail",
                                            "settlement",
                                            "access",
                                            "general",
                                            "credit",
                                            "obligations",
                                            "training",
                                            "plan",
                                        ],
                                    )
                                ),
                                name="meeting_topics",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("interaction__isnull", False), ("state", "held")),
                                    models.Q(models.Q(("state", "held"), _negated=True), ("interaction__isnull", True)),
                                    _connector="OR",
                                ),
                                name="meeting_held_in_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingGuest",
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
                            "meeting",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guests",
                                to="participants.meeting",
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
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.contact",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting_invitations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("address", models.EmailField(max_length=254)),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("waiting", "No answer yet"),
                                    ("accepted", "Accepted"),
                                    ("tentative", "Maybe"),
                                    ("declined", "Declined"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("link", "by the link in the mail"),
                                    ("calendar", "from their calendar"),
                                    ("portal", "in the portal"),
                                    ("desk", "taken down at the desk"),
                                ],
                                max_length=10,
                                verbose_name="how it came",
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300)),
                        (
                            "removed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="no longer invited since"),
                        ),
                    ],
                    options={
                        "verbose_name": "invitation to a meeting",
                        "verbose_name_plural": "invitations to meetings",
                        "ordering": ["meeting", "name", "id"],
                        "indexes": [models.Index(fields=["meeting", "name", "id"], name="meeting_guest_order")],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "contact"), name="meeting_contact_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("contact__isnull", True)),
                                fields=("meeting", "person"),
                                name="meeting_colleague_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("address", ""), _negated=True), name="meeting_guest_addressed"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("contact__isnull", False), ("person__isnull", False), _connector="OR"
                                ),
                                name="meeting_guest_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer__in", ["waiting", "accepted", "tentative", "declined"])),
                                name="meeting_guest_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("way", ""), ("way__in", ["link", "calendar", "portal", "desk"]), _connector="OR"
                                ),
                                name="meeting_guest_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "waiting"), ("answered_at__isnull", True), ("way", "")),
                                    models.Q(
                                        models.Q(("answer", "waiting"), _negated=True),
                                        ("answered_at__isnull", False),
                                        models.Q(("way", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_guest_answered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObligationNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "obligation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="participants.obligation",
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "note on an obligation",
                        "verbose_name_plural": "notes on obligations",
                        "ordering": ["-written_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="obligation_note_text"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObligationRound",
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
                            "obligation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rounds",
                                to="participants.obligation",
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
                        ("remark", models.TextField(blank=True, help_text="what the participant says about it")),
                        ("confirmation_number", models.CharField(blank=True, max_length=80)),
                        ("submitted_at", models.DateTimeField(verbose_name="submitted")),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("returned", "Returned"),
                                    ("taken_back", "Taken back"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "comment",
                            models.TextField(blank=True, help_text="what the reviewer says; the participant reads it"),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="looked at or taken back"),
                        ),
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
                        "verbose_name": "submission",
                        "ordering": ["obligation", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("obligation", "number"), name="obligation_round_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("verdict", "")),
                                fields=("obligation",),
                                name="obligation_round_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", ""),
                                    ("verdict__in", ["accepted", "returned", "taken_back"]),
                                    _connector="OR",
                                ),
                                name="obligation_round_verdict",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True), ("verdict", "")),
                                    models.Q(models.Q(("verdict", ""), _negated=True), ("ended_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="obligation_round_ended",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "returned"), _negated=True),
                                    models.Q(("comment", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="obligation_round_returned_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObligationEvidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="participants.obligationround",
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
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "evidence of an obligation",
                        "verbose_name_plural": "evidence of obligations",
                        "ordering": ["round", "id"],
                        "indexes": [models.Index(fields=["round", "id"], name="obligation_evidence_round")],
                    },
                ),
                migrations.CreateModel(
                    name="OfficialLetter",
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
                                related_name="official_letters",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="official_letters",
                                to="participants.registration",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("completeness", "Completeness letter"),
                                    ("outstanding", "Outstanding items letter"),
                                    ("certification", "Certification letter"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="official_letter",
                                to="documents.document",
                            ),
                        ),
                        (
                            "effective_on",
                            models.DateField(blank=True, null=True, verbose_name="effective operating day"),
                        ),
                        ("note", models.TextField(blank=True, help_text="a paragraph of its own in the letter")),
                        (
                            "issued_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("issued_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "official letter",
                        "ordering": ["-issued_at", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["registration", "-issued_at", "-id"], name="official_letter_registration"
                            ),
                            models.Index(
                                fields=["participant", "-issued_at", "-id"], name="official_letter_participant"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["completeness", "outstanding", "certification"])),
                                name="official_letter_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("effective_on__isnull", False), ("kind", "certification")),
                                    models.Q(
                                        models.Q(("kind", "certification"), _negated=True),
                                        ("effective_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="official_letter_effective",
                            ),
                        ],
                    },
                ),
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
                        "abstract": False,
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
                        "abstract": False,
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
                        (
                            "side",
                            models.CharField(
                                choices=[("operator", "Operator"), ("participant", "Participant")],
                                default="participant",
                                max_length=12,
                            ),
                        ),
                        (
                            "rhythm",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("weekly", "Every week"),
                                    ("fortnightly", "Every two weeks"),
                                    ("monthly", "Every month"),
                                    ("quarterly", "Every quarter"),
                                    ("yearly", "Once a year"),
                                ],
                                max_length=12,
                                verbose_name="spoken to",
                            ),
                        ),
                        (
                            "step",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="step of the escalation ladder"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stakeholder",
                        "ordering": ["version", "order", "id"],
                        "abstract": False,
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
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["operator", "participant"])),
                                name="planstakeholder_side",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rhythm__in", ["", "weekly", "fortnightly", "monthly", "quarterly", "yearly"])
                                ),
                                name="planstakeholder_rhythm",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("step", None), ("step__range", (1, 9)), _connector="OR"),
                                name="planstakeholder_step",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side", "participant"), ("contact", None), _connector="OR"),
                                name="planstakeholder_contact_of_its_side",
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
                        "abstract": False,
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
                        "abstract": False,
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
                        "abstract": False,
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
                    name="FileRelease",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="releases",
                                to="documents.document",
                            ),
                        ),
                        ("protection", models.CharField(max_length=10, verbose_name="class then")),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
                        (
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        ("two_persons", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name": "release of a file",
                        "verbose_name_plural": "releases of files",
                        "ordering": ["-proposed_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("document",), name="file_release_once"),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="file_release_reasoned"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("released_at", None), ("released_by", None)),
                                    models.Q(("released_at__isnull", False), ("released_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="file_release_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("two_persons", False),
                                    ("released_by", None),
                                    models.Q(("released_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="file_release_second_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Representation",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="represented",
                                to="participants.participant",
                                verbose_name="represented participant",
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="representations",
                                to="participants.resource",
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="representations",
                                to="participants.registration",
                            ),
                        ),
                        (
                            "representative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="representing",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "representative_registration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="representing",
                                to="participants.registration",
                                verbose_name="QSE",
                            ),
                        ),
                        ("represented_name", models.CharField(max_length=240)),
                        ("representative_name", models.CharField(max_length=240)),
                    ],
                    options={
                        "ordering": ["-starts_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="representation_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("registration__isnull", False), ("resource", None)),
                                    models.Q(("registration", None), ("resource__isnull", False)),
                                    _connector="OR",
                                ),
                                name="representation_of_one_thing",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("resource__isnull", False)),
                                expressions=[
                                    (models.F("resource"), "="),
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
                                name="representation_one_qse_per_resource",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("registration__isnull", False)),
                                expressions=[
                                    (models.F("registration"), "="),
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
                                name="representation_one_qse_per_registration",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignInConnection",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_in_connections",
                                to="participants.participant",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        (
                            "protocol",
                            models.CharField(choices=[("oidc", "OpenID Connect"), ("saml", "SAML 2.0")], max_length=10),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("on", "On"), ("off", "Switched off")],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("issuer", models.CharField(max_length=500)),
                        ("client_id", models.CharField(blank=True, max_length=300, verbose_name="client ID")),
                        ("sealed_secret", models.TextField(blank=True, editable=False)),
                        ("sso_url", models.CharField(blank=True, max_length=500, verbose_name="sign-on address")),
                        ("certificate", models.TextField(blank=True, verbose_name="certificate of the provider")),
                        (
                            "trusts_factor",
                            models.BooleanField(default=False, verbose_name="the provider's second factor counts"),
                        ),
                        ("required", models.BooleanField(default=False, verbose_name="the only way in")),
                        ("tested_at", models.DateTimeField(blank=True, null=True, verbose_name="tested")),
                        ("trial", models.JSONField(blank=True, default=dict)),
                        ("switched_at", models.DateTimeField(blank=True, null=True, verbose_name="switched on or off")),
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                        "indexes": [models.Index(fields=["-created_at", "-id"], name="sign_in_connection_newest")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "on")),
                                fields=("participant",),
                                name="sign_in_connection_one_on",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "on", "off"])),
                                name="sign_in_connection_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("protocol__in", ["oidc", "saml"])),
                                name="sign_in_connection_protocol",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("required", False), ("state", "on"), _connector="OR"),
                                name="sign_in_connection_required_is_on",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "on"), _negated=True),
                                    ("tested_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="sign_in_connection_tested",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignInDomain",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_in_domains",
                                to="participants.participant",
                            ),
                        ),
                        ("domain", models.CharField(max_length=253)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
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
                    ],
                    options={
                        "ordering": ["domain", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("confirmed_at", None)),
                                fields=["created_at"],
                                name="sign_in_domain_waiting",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participant", "domain"), name="sign_in_domain_of_company_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("confirmed_at__isnull", False)),
                                fields=("domain",),
                                name="sign_in_domain_confirmed_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sign_in_domain_confirmed_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignInIdentity",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "connection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identities",
                                to="participants.signinconnection",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_in_identities",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("issuer", models.CharField(max_length=500)),
                        ("subject", models.CharField(max_length=500)),
                        ("linked_at", models.DateTimeField()),
                        ("last_used_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "sign-in identities",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("connection", "issuer", "subject"), name="sign_in_identity_once"
                            ),
                            models.UniqueConstraint(
                                fields=("connection", "user"), name="sign_in_identity_of_person_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignInAttempt",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "connection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attempts",
                                to="participants.signinconnection",
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("sealed", models.TextField()),
                        ("answer", models.TextField(blank=True)),
                        (
                            "assertion",
                            models.CharField(blank=True, max_length=64, verbose_name="digest of the assertion's ID"),
                        ),
                        (
                            "trial_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("expires_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["expires_at"], name="sign_in_attempt_expires")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("assertion", ""), _negated=True),
                                fields=("connection", "assertion"),
                                name="sign_in_assertion_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FactorPolicy",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="factor_policy",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "demand",
                            models.CharField(
                                choices=[
                                    ("none", "Nobody"),
                                    ("admins", "Organization administrators"),
                                    ("all", "Everybody who acts for the company"),
                                ],
                                default="none",
                                max_length=10,
                                verbose_name="second factor asked of",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("reminded_on", models.DateField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "factor policies",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("reminded_on", None)),
                                fields=["starts_on"],
                                name="factor_policy_not_reminded",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("demand__in", ["none", "admins", "all"])),
                                name="factor_policy_demand",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Snooze",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="snoozes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                help_text="whose line it is",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("subject_ref", models.CharField(max_length=20, verbose_name="of")),
                        ("title", models.CharField(max_length=300)),
                        ("until_on", models.DateField(verbose_name="until")),
                        ("reason", models.CharField(max_length=300)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["until_on", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "subject_ref"), name="snooze_once"),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="snooze_reasoned"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("subject_ref", ""), _negated=True), name="snooze_of_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VersionDecision",
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
                            "checklist",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="participants.checklist",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="participants.blockversion",
                            ),
                        ),
                        (
                            "choice",
                            models.CharField(choices=[("adopted", "Adopted"), ("stayed", "Stays")], max_length=10),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("steps", models.JSONField(blank=True, default=list)),
                        ("decided_at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "decision about a version",
                        "ordering": ["-decided_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-decided_at"], name="version_decision_participant"),
                            models.Index(fields=["-decided_at", "-id"], name="version_decision_latest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("checklist", "version"), name="version_decision_once"),
                            models.CheckConstraint(
                                condition=models.Q(("choice__in", ["adopted", "stayed"])),
                                name="version_decision_choice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("choice", "stayed"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="version_decision_stays_with_reason",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
