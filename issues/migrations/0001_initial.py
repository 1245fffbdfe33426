import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("calendars", "0001_initial"),
        ("documents", "0001_initial"),
        ("participants", "0001_initial"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Category",
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
                        (
                            "area",
                            models.CharField(
                                choices=[
                                    ("power", "Power operations"),
                                    ("wholesale", "Wholesale market operations"),
                                    ("retail", "Retail market operations"),
                                    ("settlement", "Financial settlement"),
                                    ("access", "Registration and access"),
                                    ("general", "General"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("subcategories", models.JSONField(blank=True, default=list)),
                        ("departments", models.JSONField(blank=True, default=list)),
                        ("asks", models.JSONField(blank=True, default=list)),
                        (
                            "protects",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="class of protected information by structured field, for what is filled in",
                            ),
                        ),
                        ("call_the_desk", models.BooleanField(default=False)),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.topic",
                            ),
                        ),
                        (
                            "complex",
                            models.BooleanField(
                                default=False,
                                help_text="whoever is not signed off for the topic has answers released by the mentor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "category of issues",
                        "verbose_name_plural": "categories of issues",
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="category_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="category_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="category_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("area__in", ["power", "wholesale", "retail", "settlement", "access", "general"])
                                ),
                                name="category_area",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="category_named"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Issue",
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
                                related_name="issues",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "registration",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="participants.registration",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        (
                            "area",
                            models.CharField(
                                choices=[
                                    ("power", "Power operations"),
                                    ("wholesale", "Wholesale market operations"),
                                    ("retail", "Retail market operations"),
                                    ("settlement", "Financial settlement"),
                                    ("access", "Registration and access"),
                                    ("general", "General"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to="issues.category",
                            ),
                        ),
                        ("subcategory", models.CharField(blank=True, max_length=80)),
                        (
                            "severity",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Critical"), (2, "High"), (3, "Normal"), (4, "Low")], default=3
                            ),
                        ),
                        (
                            "impact",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("market", "The market, reliability, or several participants"),
                                    ("company", "The company cannot operate, or money or compliance is at stake"),
                                    ("function", "One function, with a way around"),
                                    ("none", "Nothing stands still"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "urgency",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("now", "Now"),
                                    ("soon", "Within two Business Days"),
                                    ("days", "Within some days"),
                                    ("open", "No date"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("open", "In progress"),
                                    ("waiting", "Waiting on participant"),
                                    ("resolved", "Resolved"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                    ("merged", "Merged"),
                                ],
                                default="new",
                                max_length=20,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("portal", "Portal"),
                                    ("mail", "E-mail"),
                                    ("phone", "Phone"),
                                    ("meeting", "Meeting"),
                                    ("api", "API"),
                                    ("import", "Import"),
                                    ("desk_log", "Logged after a call to the desk"),
                                ],
                                default="portal",
                                max_length=20,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="issues",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reporter",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.contact",
                                verbose_name="on behalf of",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("operating_day", models.DateField(blank=True, null=True)),
                        (
                            "settlement_run",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("dam", "DAM"),
                                    ("dam_resettlement", "DAM Resettlement"),
                                    ("rtm_initial", "RTM Initial"),
                                    ("rtm_final", "RTM Final"),
                                    ("rtm_resettlement", "RTM Resettlement"),
                                    ("rtm_true_up", "RTM True-Up"),
                                    ("crr", "CRR Auction"),
                                    ("invoice", "Invoice alone"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("statement_id", models.CharField(blank=True, max_length=60, verbose_name="statement ID")),
                        (
                            "interval",
                            models.CharField(blank=True, max_length=40, verbose_name="interval or hour ending"),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.resource",
                            ),
                        ),
                        ("esi_id", models.CharField(blank=True, max_length=40, verbose_name="ESI ID")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                help_text="a closed one it continues",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="issues.issue",
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("first_answered_at", models.DateTimeField(blank=True, null=True)),
                        ("last_spoken_at", models.DateTimeField()),
                        (
                            "awaiting_since",
                            models.DateTimeField(blank=True, null=True, verbose_name="waits for an answer since"),
                        ),
                        ("resolution", models.TextField(blank=True)),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("question", "Question answered"),
                                    ("participant_data", "Participant's data or submission"),
                                    ("participant_system", "Participant's system"),
                                    ("operator_data", "Operator's data"),
                                    ("operator_system", "Operator's system"),
                                    ("third_party", "Third party (wires company, vendor)"),
                                    ("rule", "Meaning of a rule"),
                                    ("training", "Training gap"),
                                    ("access", "Access or certificate"),
                                    ("no_fault", "No fault found"),
                                    ("duplicate", "Duplicate"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "resolved_by",
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
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="closed, withdrawn or merged"),
                        ),
                        ("reopened", models.PositiveSmallIntegerField(default=0, verbose_name="times reopened")),
                        (
                            "held_until",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="an answer waits until"
                            ),
                        ),
                        (
                            "held",
                            models.JSONField(
                                blank=True, editable=False, null=True, verbose_name="as it stood before that answer"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("new", "open", "waiting"))),
                                fields=["owner", "severity", "opened_at", "id"],
                                name="issue_of_owner",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("new", "open", "waiting"))),
                                fields=["opened_at", "id"],
                                name="issue_still_open",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("new", "open", "waiting"))),
                                fields=["last_spoken_at", "id"],
                                name="issue_quiet_since",
                            ),
                            models.Index(fields=["participant", "-opened_at", "-id"], name="issue_participant"),
                            models.Index(fields=["-opened_at", "-id"], name="issue_newest"),
                            models.Index(fields=["category", "-opened_at", "-id"], name="issue_category"),
                            models.Index(
                                condition=models.Q(("esi_id", ""), _negated=True),
                                fields=["esi_id"],
                                name="issue_esi_id",
                            ),
                            models.Index(
                                condition=models.Q(("operating_day__isnull", False)),
                                fields=["operating_day"],
                                name="issue_day",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                name="issue_search",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("new", "open", "waiting"))),
                                fields=["severity", "opened_at", "id"],
                                name="issue_by_severity",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("new", "open", "waiting"))),
                                fields=["participant", "severity", "opened_at", "id"],
                                name="issue_open_of_participant",
                            ),
                            models.Index(
                                condition=models.Q(("state", "resolved")),
                                fields=["-resolved_at", "-id"],
                                name="issue_resolved_lately",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("closed", "withdrawn", "merged"))),
                                fields=["-ended_at", "-id"],
                                name="issue_ended_lately",
                            ),
                            models.Index(
                                condition=models.Q(("statement_id", ""), _negated=True),
                                fields=["statement_id"],
                                name="issue_statement_id",
                                opclasses=["varchar_pattern_ops"],
                            ),
                            models.Index(
                                condition=models.Q(("esi_id", ""), _negated=True),
                                fields=["esi_id"],
                                name="issue_esi_id_beginning",
                                opclasses=["varchar_pattern_ops"],
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="issue_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("area__in", ["power", "wholesale", "retail", "settlement", "access", "general"])
                                ),
                                name="issue_area",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("severity__in", [1, 2, 3, 4])), name="issue_severity"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("impact", ""),
                                    ("impact__in", ["market", "company", "function", "none"]),
                                    _connector="OR",
                                ),
                                name="issue_impact",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("urgency", ""), ("urgency__in", ["now", "soon", "days", "open"]), _connector="OR"
                                ),
                                name="issue_urgency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["new", "open", "waiting", "resolved", "closed", "withdrawn", "merged"],
                                    )
                                ),
                                name="issue_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("channel__in", ["portal", "mail", "phone", "meeting", "api", "import", "desk_log"])
                                ),
                                name="issue_channel",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settlement_run", ""),
                                    (
                                        "settlement_run__in",
                                        [
                                            "dam",
                                            "dam_resettlement",
                                            "rtm_initial",
                                            "rtm_final",
                                            "rtm_resettlement",
                                            "rtm_true_up",
                                            "crr",
                                            "invoice",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="issue_settlement_run",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cause", ""),
                                    (
                                        "cause__in",
                                        [
                                            "question",
                                            "participant_data",
                                            "participant_system",
                                            "operator_data",
                                            "operator_system",
                                            "third_party",
                                            "rule",
                                            "training",
                                            "access",
                                            "no_fault",
                                            "duplicate",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="issue_cause",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("resolved_at__isnull", False), ("state__in", ["resolved", "closed"])),
                                    models.Q(("state__in", ["resolved", "closed"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="issue_resolved_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["resolved", "closed"]), _negated=True),
                                    models.Q(
                                        models.Q(("resolution", ""), _negated=True),
                                        models.Q(("cause", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issue_resolved_with_cause",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False), ("state__in", ("closed", "withdrawn", "merged"))
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("closed", "withdrawn", "merged")), _negated=True),
                                        ("ended_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="issue_ended_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                                    models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into", None)),
                                    _connector="OR",
                                ),
                                name="issue_merged_into",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="issue_not_own_parent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                                name="issue_not_into_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dispute",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disputes",
                                to="issues.issue",
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
                            "registration",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.registration",
                            ),
                        ),
                        (
                            "organization",
                            models.CharField(blank=True, max_length=200, verbose_name="disputing organization"),
                        ),
                        ("contact_person", models.CharField(blank=True, max_length=120)),
                        ("contact_data", models.CharField(blank=True, max_length=300, verbose_name="phone and e-mail")),
                        ("operating_day", models.DateField(blank=True, null=True)),
                        ("statement_id", models.CharField(blank=True, max_length=60, verbose_name="statement ID")),
                        (
                            "statement_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("dam", "DAM"),
                                    ("dam_resettlement", "DAM Resettlement"),
                                    ("rtm_initial", "RTM Initial"),
                                    ("rtm_final", "RTM Final"),
                                    ("rtm_resettlement", "RTM Resettlement"),
                                    ("rtm_true_up", "RTM True-Up"),
                                    ("crr", "CRR Auction"),
                                    ("invoice", "Invoice alone"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "market_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("dam", "Day-Ahead Market"),
                                    ("rtm", "Real-Time Market"),
                                    ("crr", "Congestion Revenue Rights"),
                                    ("other", "Other service"),
                                ],
                                max_length=10,
                                verbose_name="market or service",
                            ),
                        ),
                        ("time_period", models.CharField(blank=True, max_length=120)),
                        ("interval_start", models.DateTimeField(blank=True, null=True, verbose_name="start interval")),
                        ("interval_end", models.DateTimeField(blank=True, null=True, verbose_name="end interval")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="disputed amount"
                            ),
                        ),
                        ("dispute_type", models.CharField(blank=True, max_length=80)),
                        ("sub_type", models.CharField(blank=True, max_length=80)),
                        ("charge_type", models.CharField(blank=True, max_length=80)),
                        ("short_text", models.CharField(blank=True, max_length=200, verbose_name="short description")),
                        ("long_text", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "confidentiality_expired",
                            models.BooleanField(default=False, verbose_name="expiration of confidentiality"),
                        ),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="operator's number")),
                        ("filed_on", models.DateField(blank=True, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not Started"),
                                    ("open", "Open"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                    ("rejected", "Rejected"),
                                ],
                                default="not_started",
                                max_length=12,
                            ),
                        ),
                        (
                            "resolution",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("granted", "Granted"),
                                    ("granted_with_exceptions", "Granted with Exceptions"),
                                    ("denied", "Denied"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("resolution_text", models.TextField(blank=True, verbose_name="reasons of the resolution")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                        ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned resolution")),
                        ("resolved_on", models.DateField(blank=True, null=True, verbose_name="resolution date")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed")),
                        (
                            "resolution_amount",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                        ),
                        ("awarded_amount", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        (
                            "reinvestigations",
                            models.PositiveSmallIntegerField(default=0, verbose_name="times a resolution was rejected"),
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
                        ("opened_at", models.DateTimeField(verbose_name="created")),
                        ("changed_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["status", "-opened_at", "-id"], name="dispute_list"),
                            models.Index(fields=["-opened_at", "-id"], name="dispute_newest"),
                            models.Index(fields=["participant", "-opened_at", "-id"], name="dispute_participant"),
                            models.Index(fields=["issue"], name="dispute_issue"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["not_started", "open", "closed", "withdrawn", "rejected"])
                                ),
                                name="dispute_status",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("resolution", ""),
                                    ("resolution__in", ["granted", "granted_with_exceptions", "denied"]),
                                    _connector="OR",
                                ),
                                name="dispute_resolution",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("statement_type", ""),
                                    (
                                        "statement_type__in",
                                        [
                                            "dam",
                                            "dam_resettlement",
                                            "rtm_initial",
                                            "rtm_final",
                                            "rtm_resettlement",
                                            "rtm_true_up",
                                            "crr",
                                            "invoice",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_statement",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("market_type", ""),
                                    ("market_type__in", ["dam", "rtm", "crr", "other"]),
                                    _connector="OR",
                                ),
                                name="dispute_market",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_on__isnull", False),
                                        ("status", "closed"),
                                        models.Q(("resolution", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("status", "closed"), _negated=True),
                                        ("closed_on", None),
                                        ("resolution", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_closed_with_resolution",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ("open", "closed", "rejected")), _negated=True),
                                    models.Q(("number", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="dispute_filed_with_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("interval_end", None),
                                    ("interval_end__gte", models.F("interval_start")),
                                    _connector="OR",
                                ),
                                name="dispute_intervals",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ("not_started", "open", "closed"))),
                                fields=("issue",),
                                name="dispute_one_active",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("issue", "number"),
                                name="dispute_number_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdrCase",
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
                            "dispute",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="adr", to="issues.dispute"
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("preparing", "Request not made"),
                                    ("requested", "Requested"),
                                    ("ended", "Ended"),
                                ],
                                default="preparing",
                                max_length=12,
                            ),
                        ),
                        ("denied_on", models.DateField()),
                        ("request_until", models.DateField(verbose_name="request until")),
                        ("requested_on", models.DateField(blank=True, null=True)),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="operator's number")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("resolved", "Resolved by agreement"),
                                    ("approved", "Claim approved"),
                                    ("partly", "Claim approved in part"),
                                    ("denied", "Claim denied"),
                                    ("award", "Decided by arbitration"),
                                    ("not_pursued", "Not pursued"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("outcome_text", models.TextField(blank=True)),
                        ("awarded_amount", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                        (
                            "paid_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("true_up", "True-Up"),
                                    ("resettlement", "Resettlement"),
                                    ("adr_invoice", "ADR invoice"),
                                ],
                                max_length=12,
                                verbose_name="settled by",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True)),
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
                        "verbose_name": "ADR proceeding",
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-opened_at", "-id"], name="adr_case_participant")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["preparing", "requested", "ended"])),
                                name="adr_case_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", ""),
                                    (
                                        "outcome__in",
                                        ["resolved", "approved", "partly", "denied", "award", "not_pursued"],
                                    ),
                                    _connector="OR",
                                ),
                                name="adr_case_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("paid_by", ""),
                                    ("paid_by__in", ["true_up", "resettlement", "adr_invoice"]),
                                    _connector="OR",
                                ),
                                name="adr_case_paid_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_on__isnull", False),
                                        ("state", "ended"),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "ended"), _negated=True), ("ended_on", None), ("outcome", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="adr_case_ended_with_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "requested"), _negated=True),
                                    ("requested_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="adr_case_requested",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdrStep",
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
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="issues.adrcase",
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
                        ("code", models.CharField(max_length=30)),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=160)),
                        ("limit", models.CharField(blank=True, max_length=400, verbose_name="limit in words")),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=1000)),
                    ],
                    options={
                        "verbose_name": "step of an ADR proceeding",
                        "verbose_name_plural": "steps of ADR proceedings",
                        "ordering": ["case", "order"],
                        "constraints": [models.UniqueConstraint(fields=("case", "code"), name="adr_step_once")],
                    },
                ),
                migrations.CreateModel(
                    name="BulkRun",
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
                            "act",
                            models.CharField(
                                choices=[
                                    ("hand_over", "Hand over"),
                                    ("take_up", "Take up"),
                                    ("severity", "Change severity"),
                                    ("tag", "Add a tag"),
                                    ("note", "Write an internal note"),
                                    ("answer", "Answer"),
                                    ("wait", "Ask and wait for the participant"),
                                    ("resolve", "Resolve"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("told", models.JSONField(default=dict)),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "undoes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="undone_by",
                                to="issues.bulkrun",
                            ),
                        ),
                        ("total", models.PositiveIntegerField()),
                        ("started_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "deed to many issues",
                        "verbose_name_plural": "deeds to many issues",
                        "ordering": ["-started_at", "-id"],
                        "indexes": [
                            models.Index(fields=["by", "-started_at", "-id"], name="bulk_run_of_person"),
                            models.Index(
                                condition=models.Q(("finished_at", None)),
                                fields=["started_at"],
                                name="bulk_run_unfinished",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "act__in",
                                        [
                                            "hand_over",
                                            "take_up",
                                            "severity",
                                            "tag",
                                            "note",
                                            "answer",
                                            "wait",
                                            "resolve",
                                        ],
                                    )
                                ),
                                name="bulk_run_act",
                            ),
                            models.CheckConstraint(condition=models.Q(("total__gt", 0)), name="bulk_run_of_something"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BulkRow",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="issues.bulkrun",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="issues.issue"
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("done", "Done"),
                                    ("refused", "Refused"),
                                    ("needs_mark", "Needs your mark"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("before", models.JSONField(default=dict)),
                        ("after", models.JSONField(default=dict)),
                    ],
                    options={
                        "verbose_name": "issue of a deed to many",
                        "verbose_name_plural": "issues of deeds to many",
                        "ordering": ["run", "position"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("outcome", "waiting")),
                                fields=["run", "position"],
                                name="bulk_row_waiting",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "position"), name="bulk_row_position"),
                            models.UniqueConstraint(fields=("run", "issue"), name="bulk_row_once"),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["waiting", "done", "refused", "needs_mark"])),
                                name="bulk_row_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome__in", ("refused", "needs_mark")), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="bulk_row_refused_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewPolicy",
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
                        ("share", models.PositiveSmallIntegerField(verbose_name="share in percent")),
                        ("least", models.PositiveSmallIntegerField(verbose_name="at least")),
                        ("most", models.PositiveSmallIntegerField(verbose_name="at most")),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[("answer", "Answers in issues"), ("letter", "Letters")], max_length=10
                                ),
                                help_text="what is drawn from",
                                size=None,
                            ),
                        ),
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
                        "verbose_name": "policy of reviews",
                        "verbose_name_plural": "policies of reviews",
                        "ordering": ["level"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["I", "II", "senior"])), name="review_policy_level"
                            ),
                            models.CheckConstraint(condition=models.Q(("share__lte", 100)), name="review_policy_share"),
                            models.CheckConstraint(
                                condition=models.Q(("least__lte", models.F("most"))),
                                name="review_policy_least_and_most",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kinds__contained_by", ["answer", "letter"]), ("kinds__len__gt", 0)
                                ),
                                name="review_policy_kinds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewCriterion",
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
                        ("about", models.TextField(blank=True)),
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
                        "verbose_name": "criterion of reviews",
                        "verbose_name_plural": "criteria of reviews",
                        "ordering": ["order", "name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="review_criterion_named"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewDraw",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ("week", models.DateField(help_text="its Monday")),
                        ("answers", models.PositiveIntegerField(help_text="there were so many")),
                        ("drawn", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "draw of reviews",
                        "verbose_name_plural": "draws of reviews",
                        "ordering": ["-week", "person"],
                        "constraints": [
                            models.UniqueConstraint(fields=("week", "person"), name="review_draw_once"),
                            models.CheckConstraint(
                                condition=models.Q(("drawn__lte", models.F("answers"))), name="review_draw_of_those"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comments",
                                to="issues.issue",
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
                            "side",
                            models.CharField(
                                choices=[("operator", "Operator"), ("participant", "Participant")], max_length=12
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("author_name", models.CharField(max_length=120)),
                        (
                            "entered_by",
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
                            "channel",
                            models.CharField(
                                choices=[
                                    ("portal", "Portal"),
                                    ("mail", "E-mail"),
                                    ("phone", "Phone"),
                                    ("meeting", "Meeting"),
                                    ("api", "API"),
                                    ("import", "Import"),
                                    ("desk_log", "Logged after a call to the desk"),
                                ],
                                default="portal",
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("html", models.TextField(editable=False)),
                        ("automatic", models.BooleanField(default=False)),
                        ("at", models.DateTimeField()),
                        (
                            "returned_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="mail of it came back"),
                        ),
                        (
                            "seen_from",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="out of the participant's sight until"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["issue", "at", "id"],
                        "indexes": [
                            models.Index(fields=["issue", "at", "id"], name="comment_order"),
                            models.Index(
                                condition=models.Q(("automatic", False), ("side", "operator")),
                                fields=["author", "at"],
                                name="comment_of_operator",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="comment_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("author_name", ""), _negated=True), name="comment_by_somebody"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["operator", "participant"])), name="comment_side"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("channel__in", ["portal", "mail", "phone", "meeting", "api", "import", "desk_log"])
                                ),
                                name="comment_channel",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerReview",
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
                            "comment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review",
                                to="issues.comment",
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "letter",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review",
                                to="participants.letter",
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
                        (
                            "reviewer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.topic",
                            ),
                        ),
                        (
                            "week",
                            models.DateField(
                                blank=True, help_text="the Monday of the week it was drawn from", null=True
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("because", models.CharField(blank=True, max_length=300, verbose_name="why it was asked for")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drawn", "To review"),
                                    ("reviewed", "To be read"),
                                    ("discussed", "Discussed"),
                                    ("closed", "Closed"),
                                    ("skipped", "Skipped"),
                                ],
                                default="drawn",
                                max_length=10,
                            ),
                        ),
                        ("drawn_at", models.DateTimeField()),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        ("summary", models.TextField(blank=True)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reply", models.TextField(blank=True, verbose_name="the author's words")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="why skipped or closed")),
                    ],
                    options={
                        "verbose_name": "review of an answer",
                        "verbose_name_plural": "reviews of answers",
                        "ordering": ["-drawn_at", "-id"],
                        "indexes": [
                            models.Index(fields=["-drawn_at", "-id"], name="answer_review_newest"),
                            models.Index(fields=["author", "-drawn_at", "-id"], name="answer_review_of_author"),
                            models.Index(fields=["reviewer", "-drawn_at", "-id"], name="answer_review_by_reviewer"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("comment__isnull", False), ("letter", None)),
                                    models.Q(("comment", None), ("letter__isnull", False)),
                                    _connector="OR",
                                ),
                                name="answer_review_of_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("author", models.F("reviewer")), _negated=True),
                                name="answer_review_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["drawn", "reviewed", "discussed", "closed", "skipped"])
                                ),
                                name="answer_review_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_by", None), ("week__isnull", False)),
                                    models.Q(("asked_by__isnull", False), ("week", None)),
                                    _connector="OR",
                                ),
                                name="answer_review_drawn_or_asked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reviewed_at", None), ("state__in", ("drawn", "skipped"))),
                                    models.Q(
                                        ("reviewed_at__isnull", False),
                                        ("state__in", ("reviewed", "discussed", "closed")),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_review_reviewed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at", None), ("settled_by", None), ("state__in", ("drawn", "reviewed"))
                                    ),
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                        ("state__in", ("discussed", "closed", "skipped")),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_review_settled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("skipped", "closed")), models.Q(("reason", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("skipped", "closed")), _negated=True), ("reason", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_review_reasoned",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewMark",
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
                                related_name="marks",
                                to="issues.answerreview",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.reviewcriterion",
                            ),
                        ),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Not yet"), (2, "Partly"), (3, "Good"), (4, "Very good")]
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mark of a review",
                        "verbose_name_plural": "marks of reviews",
                        "ordering": ["review", "criterion__order", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("review", "criterion"), name="review_mark_once"),
                            models.CheckConstraint(
                                condition=models.Q(("grade__in", [1, 2, 3, 4])), name="review_mark_grade"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoachingPoint",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="issues.answerreview",
                            ),
                        ),
                        (
                            "word",
                            models.CharField(
                                choices=[("keep", "Keep doing this"), ("change", "Do this differently")], max_length=10
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.topic",
                            ),
                        ),
                        ("text", models.TextField()),
                    ],
                    options={
                        "ordering": ["review", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="coaching_point_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("word__in", ["keep", "change"])), name="coaching_point_word"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommentFile",
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
                            "comment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="issues.comment"
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
                        "verbose_name": "attachment",
                        "ordering": ["comment", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Note",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="issues.issue",
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
                                choices=[
                                    ("note", "Note"),
                                    ("call", "Call"),
                                    ("decision", "Decision"),
                                    ("root_cause", "Root cause"),
                                ],
                                default="note",
                                max_length=12,
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("html", models.TextField(editable=False)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "internal note",
                        "ordering": ["issue", "at", "id"],
                        "indexes": [models.Index(fields=["issue", "at", "id"], name="note_order")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="note_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["note", "call", "decision", "root_cause"])),
                                name="note_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteFile",
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
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="issues.note"
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
                        "verbose_name": "internal attachment",
                        "ordering": ["note", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Dispatch",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dispatches",
                                to="issues.issue",
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
                            "comment",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dispatch",
                                to="issues.comment",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("leaves_at", models.DateTimeField()),
                        ("before", models.JSONField()),
                        ("steps_before", models.BigIntegerField(help_text="key of the last step before it")),
                        ("last_step", models.BigIntegerField(help_text="key of the last step with it")),
                        (
                            "happened",
                            models.JSONField(default=list, help_text="what the issue's parts were told of it"),
                        ),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "note",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.note",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer on its way",
                        "verbose_name_plural": "answers on their way",
                        "ordering": ["-leaves_at", "-id"],
                        "indexes": [models.Index(fields=["issue", "-leaves_at"], name="dispatch_issue")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("comment__isnull", False), ("note", None), ("taken_back_at", None)),
                                    models.Q(
                                        ("comment", None), ("note__isnull", False), ("taken_back_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="dispatch_comment_or_note",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisputeDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "dispute",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="days",
                                to="issues.dispute",
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
                        ("operating_day", models.DateField()),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                    ],
                    options={
                        "verbose_name": "day of a dispute",
                        "verbose_name_plural": "days of disputes",
                        "ordering": ["dispute", "operating_day"],
                        "constraints": [
                            models.UniqueConstraint(fields=("dispute", "operating_day"), name="dispute_day_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisputeStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "dispute",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="issues.dispute",
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
                            "status",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not Started"),
                                    ("open", "Open"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                    ("rejected", "Rejected"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "resolution",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("granted", "Granted"),
                                    ("granted_with_exceptions", "Granted with Exceptions"),
                                    ("denied", "Denied"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("what", models.CharField(max_length=120)),
                        ("reason", models.CharField(blank=True, max_length=1000)),
                        (
                            "side",
                            models.CharField(
                                choices=[("operator", "Operator"), ("participant", "Participant")], max_length=12
                            ),
                        ),
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
                        ("by_name", models.CharField(max_length=120)),
                    ],
                    options={
                        "verbose_name": "step of a dispute",
                        "verbose_name_plural": "steps of disputes",
                        "ordering": ["dispute", "at", "id"],
                        "indexes": [models.Index(fields=["dispute", "at", "id"], name="dispute_step_order")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["not_started", "open", "closed", "withdrawn", "rejected"])
                                ),
                                name="dispute_step_status",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("resolution", ""),
                                    ("resolution__in", ["granted", "granted_with_exceptions", "denied"]),
                                    _connector="OR",
                                ),
                                name="dispute_step_resolution",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["operator", "participant"])), name="dispute_step_side"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisputeFile",
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
                            "dispute",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="issues.dispute"
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
                        (
                            "side",
                            models.CharField(
                                choices=[("operator", "Operator"), ("participant", "Participant")], max_length=12
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "file of a dispute",
                        "verbose_name_plural": "files of disputes",
                        "ordering": ["dispute", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["operator", "participant"])), name="dispute_file_side"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisputeRule",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("statement", "When a statement is issued"),
                                    ("window", "Dispute window"),
                                    ("early", "Early filing"),
                                    ("exception", "Dated exception"),
                                    ("adr", "Alternative dispute resolution"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("text", models.CharField(max_length=400, verbose_name="rule")),
                        ("runs", models.JSONField(blank=True, default=list)),
                        ("amount", models.SmallIntegerField(blank=True, null=True)),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("business", "Business Days"),
                                    ("calendar", "calendar days"),
                                    ("month", "months"),
                                    ("none", "no time limit"),
                                ],
                                default="business",
                                max_length=10,
                            ),
                        ),
                        ("counted_from", models.CharField(blank=True, max_length=80)),
                        (
                            "rolls",
                            models.BooleanField(
                                default=False, verbose_name="a closed day becomes the next Business Day"
                            ),
                        ),
                        ("until_close", models.BooleanField(default=False, verbose_name="until the close of business")),
                        ("first_day", models.DateField(blank=True, null=True, verbose_name="first operating day")),
                        ("last_day", models.DateField(blank=True, null=True, verbose_name="last operating day")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="window open until")),
                    ],
                    options={
                        "verbose_name": "rule of disputes",
                        "verbose_name_plural": "rules of disputes",
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="disputerule_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="disputerule_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="disputerule_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["statement", "window", "early", "exception", "adr"])),
                                name="dispute_rule_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__in", ["business", "calendar", "month", "none"])),
                                name="dispute_rule_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("first_day__isnull", False),
                                        ("kind", "exception"),
                                        ("last_day__gte", models.F("first_day")),
                                        models.Q(
                                            ("until_on__isnull", False),
                                            models.Q(("amount__gt", 0), ("unit", "month")),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(("kind", "exception"), _negated=True),
                                    _connector="OR",
                                ),
                                name="dispute_rule_exception",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["exception", "adr"]), ("amount__isnull", False), _connector="OR"
                                ),
                                name="dispute_rule_amount",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisputeWindow",
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
                            "issue",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dispute_window",
                                to="issues.issue",
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
                            "run",
                            models.CharField(
                                choices=[
                                    ("dam", "DAM"),
                                    ("dam_resettlement", "DAM Resettlement"),
                                    ("rtm_initial", "RTM Initial"),
                                    ("rtm_final", "RTM Final"),
                                    ("rtm_resettlement", "RTM Resettlement"),
                                    ("rtm_true_up", "RTM True-Up"),
                                    ("crr", "CRR Auction"),
                                    ("invoice", "Invoice alone"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("operating_day", models.DateField()),
                        ("rule_code", models.CharField(blank=True, max_length=30)),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("imported", "Settlement calendar"),
                                    ("computed", "Computed by rule"),
                                    ("unknown", "Not known"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("closes_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "early_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="file by, for the next regular statement"
                            ),
                        ),
                        ("verified", models.BooleanField(default=False)),
                        ("reasons", models.JSONField(default=list)),
                        ("spans", models.JSONField(default=list)),
                        ("looked_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "dispute window",
                        "ordering": ["closes_at", "id"],
                        "indexes": [
                            models.Index(fields=["operating_day", "run"], name="dispute_window_day"),
                            models.Index(fields=["looked_at"], name="dispute_window_looked_at"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "run__in",
                                        [
                                            "dam",
                                            "dam_resettlement",
                                            "rtm_initial",
                                            "rtm_final",
                                            "rtm_resettlement",
                                            "rtm_true_up",
                                            "crr",
                                            "invoice",
                                        ],
                                    )
                                ),
                                name="dispute_window_run",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("origin__in", ["imported", "computed", "unknown"])),
                                name="dispute_window_origin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closes_at", None), ("origin", "unknown")),
                                    models.Q(
                                        models.Q(("origin", "unknown"), _negated=True), ("closes_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="dispute_window_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
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
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="issues.issue",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("answer", "Answer"),
                                    ("note", "Internal note"),
                                    ("written_down", "What the participant said"),
                                    ("resolution", "Resolution"),
                                    ("taken_down", "Issue taken down"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("more", models.JSONField(blank=True, default=dict)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "handed_by",
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
                        "verbose_name": "draft",
                        "ordering": ["-saved_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["answer", "note", "written_down", "resolution", "taken_down"])
                                ),
                                name="draft_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("more", {}), _negated=True),
                                    _connector="OR",
                                ),
                                name="draft_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issue", None), ("kind", "taken_down")),
                                    models.Q(models.Q(("kind", "taken_down"), _negated=True), ("issue__isnull", False)),
                                    _connector="OR",
                                ),
                                name="draft_of_an_issue",
                            ),
                            models.UniqueConstraint(
                                fields=("issue", "person", "kind", "participant"),
                                name="draft_once",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MyDraft",
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
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="my_drafts",
                                to="issues.issue",
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
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("reply", "Reply"), ("reopen", "Why it is not solved"), ("ask", "New issue")],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("more", models.JSONField(blank=True, default=dict)),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "participant's draft",
                        "ordering": ["-saved_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["reply", "reopen", "ask"])), name="my_draft_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issue", None), ("kind", "ask")),
                                    models.Q(models.Q(("kind", "ask"), _negated=True), ("issue__isnull", False)),
                                    _connector="OR",
                                ),
                                name="my_draft_of_an_issue",
                            ),
                            models.UniqueConstraint(
                                fields=("person", "participant", "issue", "kind"),
                                name="my_draft_once",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyShift",
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
                                related_name="duty_shifts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(verbose_name="until")),
                    ],
                    options={
                        "verbose_name": "duty shift",
                        "ordering": ["starts_at", "id"],
                        "indexes": [models.Index(fields=["ends_at", "starts_at"], name="duty_shift_span")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="duty_shift_period"
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        models.Func(
                                            models.F("starts_at"),
                                            models.F("ends_at"),
                                            models.Value("[)"),
                                            function="tstzrange",
                                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                        ),
                                        "&&",
                                    )
                                ],
                                name="duty_shift_one_at_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="issues.issue",
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
                            "department",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="accounts.department",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="subject")),
                        ("question", models.TextField()),
                        ("html", models.TextField(editable=False)),
                        ("needed", models.TextField(blank=True, verbose_name="facts the department needs")),
                        ("goal", models.CharField(max_length=300, verbose_name="agreed goal")),
                        (
                            "name_needed",
                            models.BooleanField(default=False, verbose_name="the participant's name is needed"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("in_work", "In work"),
                                    ("handed_back", "Handed back"),
                                    ("answered", "Answered"),
                                    ("released", "Released"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="asked",
                                max_length=20,
                            ),
                        ),
                        (
                            "hand_back",
                            models.CharField(
                                blank=True,
                                choices=[("not_ours", "Not ours"), ("more_needed", "More is needed")],
                                max_length=20,
                                verbose_name="handed back because",
                            ),
                        ),
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
                        (
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="answer due")),
                        ("answer", models.TextField(blank=True)),
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
                            "released_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.comment",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="released or withdrawn")),
                        (
                            "came_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.issue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question to a department",
                        "verbose_name_plural": "questions to departments",
                        "ordering": ["due_at", "id"],
                        "indexes": [
                            models.Index(fields=["issue", "asked_at", "id"], name="referral_of_issue"),
                            models.Index(
                                condition=models.Q(("state__in", ("asked", "in_work", "handed_back", "answered"))),
                                fields=["department", "due_at", "id"],
                                name="referral_queue",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("asked", "in_work", "handed_back", "answered"))),
                                fields=["due_at", "id"],
                                name="referral_due",
                            ),
                            models.Index(fields=["-asked_at", "-id"], name="referral_newest"),
                            models.Index(fields=["department", "-asked_at", "-id"], name="referral_department"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                name="referral_search",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("asked", "in_work", "handed_back"))),
                                fields=("issue", "department"),
                                name="referral_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("question", ""), _negated=True),
                                    models.Q(("goal", ""), _negated=True),
                                ),
                                name="referral_says_what_is_asked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["asked", "in_work", "handed_back", "answered", "released", "withdrawn"],
                                    )
                                ),
                                name="referral_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("hand_back__in", ["not_ours", "more_needed"]), ("state", "handed_back")),
                                    models.Q(models.Q(("state", "handed_back"), _negated=True), ("hand_back", "")),
                                    _connector="OR",
                                ),
                                name="referral_handed_back_because",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["answered", "released"]), _negated=True),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("released_in__isnull", False), ("state", "released")),
                                    models.Q(models.Q(("state", "released"), _negated=True), ("released_in", None)),
                                    _connector="OR",
                                ),
                                name="referral_released_in",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("state__in", ("released", "withdrawn"))),
                                    models.Q(
                                        models.Q(("state__in", ("released", "withdrawn")), _negated=True),
                                        ("ended_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_ended_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Escalation",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escalations",
                                to="issues.issue",
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
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escalations",
                                to="issues.referral",
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="issues.escalation",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("E1", "E1: department lead and senior account manager"),
                                    ("E2", "E2: supervisor of client services"),
                                    ("E3", "E3: directors of both sides"),
                                    ("E4", "E4: formal route"),
                                ],
                                max_length=2,
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("target", "Service target not met"),
                                    ("referral", "No answer of the department"),
                                    ("reopened", "Reopened again"),
                                    ("asked", "The participant asked for it"),
                                    ("by_hand", "Decided by a person"),
                                    ("lowered", "Lowered from a higher level"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("occasion", models.CharField(blank=True, editable=False, max_length=60)),
                        (
                            "route",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("dispute", "Settlement dispute"),
                                    ("adr", "Alternative dispute resolution"),
                                    ("commission", "Informal complaint to the Commission"),
                                    ("stakeholder", "Stakeholder process"),
                                ],
                                max_length=20,
                                verbose_name="formal route",
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("plan", models.TextField(blank=True, verbose_name="resolution plan")),
                        ("target_on", models.DateField(blank=True, null=True, verbose_name="target")),
                        (
                            "told_representative",
                            models.BooleanField(
                                default=False, verbose_name="the participant's authorized representative was told"
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
                        (
                            "ending",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("solved", "Solved"),
                                    ("lowered", "Lowered"),
                                    ("raised", "Raised to the next level"),
                                    ("not_needed", "Not needed any more"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("outcome", models.TextField(blank=True, verbose_name="what came of it")),
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
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["issue", "-opened_at", "-id"], name="escalation_of_issue"),
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["level", "-opened_at", "-id"],
                                name="escalation_open_level",
                            ),
                            models.Index(fields=["-opened_at", "-id"], name="escalation_newest"),
                            models.Index(
                                condition=models.Q(("ended_at__isnull", False)),
                                fields=["-ended_at", "-id"],
                                name="escalation_ended_at",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("occasion", ""), _negated=True),
                                fields=("occasion",),
                                name="escalation_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("cause", "asked"), ("ended_at", None)),
                                fields=("issue",),
                                name="escalation_asked_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["E1", "E2", "E3", "E4"])), name="escalation_level"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cause__in", ["target", "referral", "reopened", "asked", "by_hand", "lowered"])
                                ),
                                name="escalation_cause",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="escalation_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("level", "E4"), ("route__in", ["dispute", "adr", "commission", "stakeholder"])
                                    ),
                                    models.Q(models.Q(("level", "E4"), _negated=True), ("route", "")),
                                    _connector="OR",
                                ),
                                name="escalation_route",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("level", "E4"), _negated=True),
                                    ("opened_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="escalation_formal_by_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ending", ""), ("outcome", "")),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ending__in", ["solved", "lowered", "raised", "not_needed"]),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="escalation_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GridEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("reason", models.CharField(max_length=200, verbose_name="published reason")),
                        ("starts_at", models.DateTimeField(verbose_name="from")),
                        ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                    ],
                    options={
                        "verbose_name": "grid event",
                        "ordering": ["-starts_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="grid_event_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                                ),
                                name="grid_event_period",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        models.Func(
                                            models.F("starts_at"),
                                            models.F("ends_at"),
                                            models.Value("[)"),
                                            function="tstzrange",
                                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                        ),
                                        "&&",
                                    )
                                ],
                                name="grid_event_one_at_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GridPause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pauses",
                                to="issues.gridevent",
                            ),
                        ),
                        (
                            "clock",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grid_pauses",
                                to="calendars.clock",
                            ),
                        ),
                        ("from_at", models.DateTimeField()),
                        ("until_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "pause for a grid event",
                        "verbose_name_plural": "pauses for grid events",
                        "ordering": ["event", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("clock", "event", "from_at"), name="grid_pause_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("until_at", None)), fields=("clock",), name="grid_pause_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_at", None), ("until_at__gte", models.F("from_at")), _connector="OR"
                                ),
                                name="grid_pause_period",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApprovedAnswer",
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
                            "document",
                            models.CharField(
                                choices=[
                                    ("NP", "Nodal Protocols"),
                                    ("NOG", "Nodal Operating Guide"),
                                    ("PG", "Planning Guide"),
                                    ("RMG", "Retail Market Guide"),
                                    ("LPG", "Load Profiling Guide"),
                                    ("COPMG", "Commercial Operations Market Guide"),
                                    ("SMOG", "Settlement Metering Operating Guide"),
                                    ("VCM", "Verifiable Cost Manual"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("section", models.CharField(max_length=60)),
                        ("path", models.CharField(editable=False, max_length=120)),
                        ("title", models.CharField(max_length=160)),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        ("retired_because", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "verbose_name": "approved answer",
                        "ordering": ["path", "id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["path", "id"],
                                name="approved_answer_by_path",
                                opclasses=["text_pattern_ops", "int8_ops"],
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("document__in", ["NP", "NOG", "PG", "RMG", "LPG", "COPMG", "SMOG", "VCM"])
                                ),
                                name="approvedanswer_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "section__regex",
                                        "^[0-9]{1,2}[A-Z]?([.][0-9]{1,3}[A-Z]?){0,7}([(][0-9A-Za-z]{1,4}[)]){0,4}$",
                                    )
                                ),
                                name="approvedanswer_section",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="approved_answer_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("retired_at", None), ("retired_because", "")),
                                    models.Q(
                                        ("retired_at__isnull", False), models.Q(("retired_because", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="approved_answer_retired",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerWording",
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
                            "answer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="issues.approvedanswer",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("wording", models.TextField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("approved", "Approved"),
                                    ("replaced", "Replaced"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("drafted_at", models.DateTimeField()),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "version of an approved answer",
                        "verbose_name_plural": "versions of approved answers",
                        "ordering": ["answer", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("answer", "number"), name="answer_wording_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "approved")),
                                fields=("answer",),
                                name="answer_wording_one_approved",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("answer",),
                                name="answer_wording_one_draft",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wording", ""), _negated=True), name="answer_wording_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "approved", "replaced", "discarded"])),
                                name="answer_wording_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                        ("state__in", ("approved", "replaced")),
                                        models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                                    ),
                                    models.Q(
                                        ("approved_at", None),
                                        ("approved_by", None),
                                        ("state__in", ("draft", "discarded")),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_wording_approved_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guidance",
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
                            "document",
                            models.CharField(
                                choices=[
                                    ("NP", "Nodal Protocols"),
                                    ("NOG", "Nodal Operating Guide"),
                                    ("PG", "Planning Guide"),
                                    ("RMG", "Retail Market Guide"),
                                    ("LPG", "Load Profiling Guide"),
                                    ("COPMG", "Commercial Operations Market Guide"),
                                    ("SMOG", "Settlement Metering Operating Guide"),
                                    ("VCM", "Verifiable Cost Manual"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("section", models.CharField(max_length=60)),
                        ("path", models.CharField(editable=False, max_length=120)),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        ("wording", models.TextField()),
                        (
                            "given_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("answer", "Answer to an issue"),
                                    ("call", "Call"),
                                    ("letter", "Letter"),
                                    ("meeting", "Meeting"),
                                ],
                                default="answer",
                                max_length=10,
                                verbose_name="given in",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guidance",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "comment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.comment",
                            ),
                        ),
                        (
                            "stand",
                            models.CharField(
                                choices=[
                                    ("first", "Nothing before it"),
                                    ("same", "Same as before"),
                                    ("differs", "Differs"),
                                ],
                                max_length=8,
                                verbose_name="stands to what was said before",
                            ),
                        ),
                        (
                            "earlier",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.guidance",
                            ),
                        ),
                        ("because", models.TextField(blank=True, verbose_name="differs because")),
                        (
                            "approved",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.answerwording",
                                verbose_name="approved wording",
                            ),
                        ),
                        (
                            "ended",
                            models.CharField(
                                blank=True,
                                choices=[("taken_back", "Taken back before it left"), ("corrected", "To be corrected")],
                                max_length=10,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.followup",
                                verbose_name="task to tell",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "guidance",
                        "verbose_name_plural": "guidance",
                        "ordering": ["-given_at", "-id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["-given_at", "-id"], name="guidance_newest"),
                            models.Index(
                                fields=["path", "given_at"],
                                name="guidance_found_by",
                                opclasses=["text_pattern_ops", "timestamptz_ops"],
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("document__in", ["NP", "NOG", "PG", "RMG", "LPG", "COPMG", "SMOG", "VCM"])
                                ),
                                name="guidance_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "section__regex",
                                        "^[0-9]{1,2}[A-Z]?([.][0-9]{1,3}[A-Z]?){0,7}([(][0-9A-Za-z]{1,4}[)]){0,4}$",
                                    )
                                ),
                                name="guidance_section",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wording", ""), _negated=True), name="guidance_worded"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("way__in", ["answer", "call", "letter", "meeting"])),
                                name="guidance_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stand__in", ["first", "same", "differs"])), name="guidance_stand"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("earlier__isnull", False),
                                        ("stand", "differs"),
                                        models.Q(("because", ""), _negated=True),
                                    ),
                                    models.Q(models.Q(("stand", "differs"), _negated=True), ("because", "")),
                                    _connector="OR",
                                ),
                                name="guidance_differs_because",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended", ""), ("ended_at", None)),
                                    models.Q(("ended__in", ["taken_back", "corrected"]), ("ended_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="guidance_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuidanceReview",
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
                            "guidance",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="review", to="issues.guidance"
                            ),
                        ),
                        (
                            "earlier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="issues.guidance"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("settled", "Settled"), ("dropped", "Not needed")],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("both", "Both stand: the facts differ"),
                                    ("earlier", "The earlier one is to be corrected"),
                                    ("this", "This one is to be corrected"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("opened_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "settled_by",
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
                        "verbose_name": "review of guidance",
                        "verbose_name_plural": "reviews of guidance",
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["-opened_at", "-id"], name="guidance_review_newest"),
                            models.Index(
                                condition=models.Q(("state", "open")), fields=["opened_at"], name="guidance_review_open"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "settled", "dropped"])),
                                name="guidance_review_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("outcome__in", ["both", "earlier", "this"]),
                                        ("settled_by__isnull", False),
                                        ("state", "settled"),
                                    ),
                                    models.Q(models.Q(("state", "settled"), _negated=True), ("outcome", "")),
                                    _connector="OR",
                                ),
                                name="guidance_review_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at", None), ("state", "open")),
                                    models.Q(models.Q(("state", "open"), _negated=True), ("settled_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="guidance_review_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeldAnswer",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="held_answers",
                                to="issues.issue",
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
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.topic",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="held_answers",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "mentor",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "move",
                            models.CharField(
                                choices=[
                                    ("answer", "Answers"),
                                    ("wait", "Answers and waits for the participant"),
                                    ("resolve", "Resolves"),
                                ],
                                default="answer",
                                max_length=10,
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("question", "Question answered"),
                                    ("participant_data", "Participant's data or submission"),
                                    ("participant_system", "Participant's system"),
                                    ("operator_data", "Operator's data"),
                                    ("operator_system", "Operator's system"),
                                    ("third_party", "Third party (wires company, vendor)"),
                                    ("rule", "Meaning of a rule"),
                                    ("training", "Training gap"),
                                    ("access", "Access or certificate"),
                                    ("no_fault", "No fault found"),
                                    ("duplicate", "Duplicate"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("portal", "Portal"),
                                    ("mail", "E-mail"),
                                    ("phone", "Phone"),
                                    ("meeting", "Meeting"),
                                    ("api", "API"),
                                    ("import", "Import"),
                                    ("desk_log", "Logged after a call to the desk"),
                                ],
                                default="portal",
                                max_length=20,
                            ),
                        ),
                        ("override_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.referral",
                            ),
                        ),
                        (
                            "guidance",
                            models.JSONField(
                                blank=True, default=list, help_text="what the author said of sections of the rules"
                            ),
                        ),
                        (
                            "marking",
                            models.JSONField(
                                blank=True, default=dict, help_text="that it is protected information, if it is"
                            ),
                        ),
                        ("because", models.CharField(max_length=300)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("held", "Waits for release"),
                                    ("released", "Released"),
                                    ("returned", "Returned"),
                                    ("withdrawn", "Taken back"),
                                ],
                                default="held",
                                max_length=10,
                            ),
                        ),
                        ("held_at", models.DateTimeField()),
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
                        ("released_text", models.TextField(blank=True)),
                        ("coaching", models.TextField(blank=True, verbose_name="coaching point")),
                        (
                            "comment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.comment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer to release",
                        "verbose_name_plural": "answers to release",
                        "ordering": ["held_at", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "held")),
                                fields=["held_at", "id"],
                                name="held_answer_waiting",
                            ),
                            models.Index(fields=["issue", "held_at"], name="held_answer_of_issue"),
                            models.Index(fields=["author", "-held_at"], name="held_answer_of_author"),
                            models.Index(fields=["-held_at", "-id"], name="held_answer_newest"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True), models.Q(("because", ""), _negated=True)
                                ),
                                name="held_answer_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("move__in", ["answer", "wait", "resolve"])), name="held_answer_move"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["held", "released", "returned", "withdrawn"])),
                                name="held_answer_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("channel__in", ["portal", "mail", "phone", "meeting", "api", "import", "desk_log"])
                                ),
                                name="held_answer_channel",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "cause__in",
                                            [
                                                "question",
                                                "participant_data",
                                                "participant_system",
                                                "operator_data",
                                                "operator_system",
                                                "third_party",
                                                "rule",
                                                "training",
                                                "access",
                                                "no_fault",
                                                "duplicate",
                                            ],
                                        ),
                                        ("move", "resolve"),
                                    ),
                                    models.Q(models.Q(("move", "resolve"), _negated=True), ("cause", "")),
                                    _connector="OR",
                                ),
                                name="held_answer_cause",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("decided_by", None), ("state", "held")),
                                    models.Q(
                                        models.Q(("state", "held"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="held_answer_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "released"), models.Q(("released_text", ""), _negated=True)),
                                    models.Q(models.Q(("state", "released"), _negated=True), ("released_text", "")),
                                    _connector="OR",
                                ),
                                name="held_answer_released",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), _negated=True),
                                    models.Q(("coaching", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="held_answer_returned_with_a_word",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "held")),
                                fields=("issue", "author"),
                                name="held_answer_one_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeldFile",
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
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="issues.heldanswer",
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
                        "verbose_name": "file of an answer to release",
                        "verbose_name_plural": "files of answers to release",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Improvement",
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
                        ("problem", models.TextField()),
                        ("measure", models.CharField(max_length=200, verbose_name="what is measured")),
                        ("unit", models.CharField(max_length=30)),
                        ("figure", models.CharField(blank=True, max_length=60, verbose_name="registered measure")),
                        ("topic", models.CharField(blank=True, max_length=120)),
                        ("baseline", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ("baseline_on", models.DateField(blank=True, null=True)),
                        ("target", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        (
                            "after",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="value afterwards"
                            ),
                        ),
                        ("after_on", models.DateField(blank=True, null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "shared_goal",
                            models.BooleanField(default=False, verbose_name="goal that the departments share"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("accepted", "Accepted"),
                                    ("under_way", "Under way"),
                                    ("measuring", "Measuring"),
                                    ("closed", "Closed"),
                                    ("dropped", "Dropped"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
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
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("departments", models.ManyToManyField(blank=True, related_name="+", to="accounts.department")),
                    ],
                    options={
                        "verbose_name": "improvement item",
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(fields=["state", "id"], name="improvement_board"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                name="improvement_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True), models.Q(("problem", ""), _negated=True)
                                ),
                                name="improvement_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("measure", ""), _negated=True), models.Q(("unit", ""), _negated=True)
                                ),
                                name="improvement_measured",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["proposed", "accepted", "under_way", "measuring", "closed", "dropped"],
                                    )
                                ),
                                name="improvement_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("baseline", None), ("baseline_on", None)),
                                    models.Q(("baseline__isnull", False), ("baseline_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="improvement_baseline_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("after", None), ("after_on", None)),
                                    models.Q(("after__isnull", False), ("after_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="improvement_after_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("state__in", ("closed", "dropped"))),
                                    models.Q(
                                        ("ended_at", None),
                                        ("state__in", ("proposed", "accepted", "under_way", "measuring")),
                                    ),
                                    _connector="OR",
                                ),
                                name="improvement_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImprovementStep",
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="issues.improvement",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("accepted", "Accepted"),
                                    ("under_way", "Under way"),
                                    ("measuring", "Measuring"),
                                    ("closed", "Closed"),
                                    ("dropped", "Dropped"),
                                ],
                                max_length=10,
                            ),
                        ),
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
                        ("reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "verbose_name": "step of an improvement item",
                        "ordering": ["item", "at", "id"],
                        "indexes": [models.Index(fields=["item", "at", "id"], name="improvement_step_order")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["proposed", "accepted", "under_way", "measuring", "closed", "dropped"],
                                    )
                                ),
                                name="improvement_step_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measurement",
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measurements",
                                to="issues.improvement",
                            ),
                        ),
                        ("on", models.DateField()),
                        ("value", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("remark", models.CharField(blank=True, max_length=200)),
                        ("counted", models.BooleanField(default=False, verbose_name="counted by the portal")),
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
                        "ordering": ["item", "on", "id"],
                        "constraints": [models.UniqueConstraint(fields=("item", "on"), name="measurement_once_a_day")],
                    },
                ),
                migrations.CreateModel(
                    name="ImprovementNote",
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="issues.improvement",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("comment", "Comment"),
                                    ("workshop", "Notes of a workshop"),
                                    ("changed", "What was changed"),
                                ],
                                default="comment",
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "author",
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
                        "verbose_name": "note on an improvement item",
                        "verbose_name_plural": "notes on improvement items",
                        "ordering": ["item", "-at", "-id"],
                        "indexes": [models.Index(fields=["item", "-at", "-id"], name="improvement_note_order")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="improvement_note_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["comment", "workshop", "changed"])),
                                name="improvement_note_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImprovementIssue",
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="linked",
                                to="issues.improvement",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="improvements",
                                to="issues.issue",
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
                        "verbose_name": "issue of an improvement item",
                        "verbose_name_plural": "issues of improvement items",
                        "ordering": ["item", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "issue"), name="improvement_issue_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IssueCount",
                    fields=[
                        ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "count of issues",
                        "verbose_name_plural": "counts of issues",
                    },
                ),
                migrations.CreateModel(
                    name="IssueTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="issues.issue",
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
                                choices=[
                                    ("first-response", "First answer"),
                                    ("next-update", "Next update"),
                                    ("resolution", "Resolution"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("calendar", models.SlugField(db_index=False, max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[("running", "Running"), ("paused", "Paused"), ("stopped", "Stopped")],
                                max_length=10,
                            ),
                        ),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        ("resting", models.CharField(blank=True, max_length=300)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("met", models.BooleanField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "target of an issue",
                        "verbose_name_plural": "targets of issues",
                        "ordering": ["issue", "kind"],
                        "constraints": [
                            models.UniqueConstraint(fields=("issue", "kind"), name="issue_target_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["first-response", "next-update", "resolution"])),
                                name="issue_target_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["running", "paused", "stopped"])),
                                name="issue_target_state",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=40)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="tag_named"),
                            models.UniqueConstraint(django.db.models.functions.text.Lower("name"), name="tag_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IssueTag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tagged",
                                to="issues.issue",
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
                            "tag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="tagged", to="issues.tag"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tag of an issue",
                        "verbose_name_plural": "tags of issues",
                        "ordering": ["issue", "tag"],
                        "constraints": [models.UniqueConstraint(fields=("issue", "tag"), name="issue_tag_once")],
                    },
                ),
                migrations.CreateModel(
                    name="IssueLink",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="issues.issue",
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
                                choices=[
                                    ("related", "Related to"),
                                    ("duplicate", "Same matter as"),
                                    ("caused_by", "Caused by"),
                                    ("blocked_by", "Waits for"),
                                    ("split_from", "Split from"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="linked_from",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "link between issues",
                        "verbose_name_plural": "links between issues",
                        "ordering": ["issue", "at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["related", "duplicate", "caused_by", "blocked_by", "split_from"])
                                ),
                                name="issue_link_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("issue", models.F("other")), _negated=True),
                                name="issue_link_to_another",
                            ),
                            models.UniqueConstraint(fields=("issue", "other", "kind"), name="issue_link_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="merges", to="issues.issue"
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
                            "into",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="issues.issue"
                            ),
                        ),
                        (
                            "state_before",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("open", "In progress"),
                                    ("waiting", "Waiting on participant"),
                                    ("resolved", "Resolved"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                    ("merged", "Merged"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("followers", models.JSONField(default=list)),
                        ("numbers", models.JSONField(default=list)),
                        ("children", models.JSONField(default=list)),
                        ("reason", models.CharField(blank=True, max_length=300)),
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
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "merging of issues",
                        "verbose_name_plural": "mergings of issues",
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state_before__in", ("new", "open", "waiting"))),
                                name="merge_state_before",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("issue", models.F("into")), _negated=True),
                                name="merge_into_another",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at", None)), fields=("issue",), name="merge_standing_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mailbox",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=250, unique=True)),
                        ("uid_validity", models.BigIntegerField(default=0)),
                        ("read_up_to", models.BigIntegerField(default=0)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("lease_key", models.CharField(blank=True, max_length=40)),
                        ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="last read")),
                        ("last_error", models.CharField(blank=True, max_length=300)),
                        ("compared_at", models.DateTimeField(blank=True, null=True, verbose_name="last compared")),
                        ("messages_there", models.PositiveIntegerField(default=0, verbose_name="mails in the folder")),
                        ("messages_stored", models.PositiveIntegerField(default=0, verbose_name="of them stored")),
                        ("messages_new", models.PositiveIntegerField(default=0, verbose_name="of them not read yet")),
                        ("gap", models.PositiveIntegerField(default=0, verbose_name="of them missing")),
                    ],
                    options={
                        "verbose_name_plural": "mailboxes",
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="mailbox_named"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IncomingMail",
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
                            "mailbox",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mails",
                                to="issues.mailbox",
                            ),
                        ),
                        ("message_id", models.CharField(blank=True, max_length=250, verbose_name="Message-ID")),
                        ("content_hash", models.CharField(max_length=64)),
                        (
                            "ancestors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=250), blank=True, default=list, size=None
                            ),
                        ),
                        ("sender", models.CharField(blank=True, max_length=254)),
                        ("sender_name", models.CharField(blank=True, max_length=120)),
                        ("subject", models.CharField(blank=True, max_length=300)),
                        ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                        ("received_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField()),
                        (
                            "dmarc",
                            models.CharField(
                                choices=[("pass", "Passed"), ("fail", "Failed"), ("none", "Not known")],
                                default="none",
                                max_length=8,
                                verbose_name="DMARC",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(blank=True, max_length=200, verbose_name="what the mail server says"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("filed", "Filed in an issue"),
                                    ("opened", "Opened an issue"),
                                    ("letter", "Filed with a letter"),
                                    ("answered", "Answers an invitation"),
                                    ("automatic", "Filed as an automatic answer"),
                                    ("noted", "Kept as an internal note"),
                                    ("bounce", "Report on a mail of ours"),
                                    ("dropped", "Left aside by rule"),
                                    ("quarantined", "In quarantine"),
                                    ("pending", "Waits for a person"),
                                    ("discarded", "Discarded"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unknown_sender", "Nobody on file writes from this address"),
                                    ("new_address", "An answer from an address that is not on file"),
                                    ("spoofed", "The sender's domain disowns it (DMARC failed)"),
                                    ("unauthenticated", "Nothing proves where it comes from"),
                                    ("forged_thread", "Claims to be an answer, and nothing proves where it comes from"),
                                    ("staff_outside", "A colleague's address, from outside"),
                                    ("no_rights", "The sender may not act here any more"),
                                    ("not_open", "The issue is resolved or over"),
                                    ("which_company", "The sender acts for several companies"),
                                    ("too_large", "Too large to be read"),
                                    ("unreadable", "Cannot be read as a mail"),
                                    ("encrypted", "Encrypted"),
                                    ("empty", "Holds nothing to read"),
                                    ("too_many", "The sender writes too often"),
                                    ("refused", "Could not be filed by itself"),
                                    ("auto_reply", "Answered by a machine"),
                                    ("outdated", "Answers an invitation that was changed since, or is over"),
                                    ("loop", "A mail of ours that came back, or one that goes round"),
                                    ("bounced", "A mail of ours did not arrive"),
                                    ("delayed", "A mail of ours is late"),
                                    ("unrelated_report", "A report on no mail of ours"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("detail", models.CharField(blank=True, max_length=300)),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incoming_mails",
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
                            "user",
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
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incoming_mails",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incoming_mails",
                                to="participants.letter",
                            ),
                        ),
                        (
                            "guest",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incoming_mails",
                                to="participants.meetingguest",
                            ),
                        ),
                        (
                            "comment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mail",
                                to="issues.comment",
                            ),
                        ),
                        ("bounced", models.CharField(blank=True, max_length=20)),
                        ("acknowledged", models.BooleanField(default=False)),
                        (
                            "judged_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("judged_at", models.DateTimeField(blank=True, null=True)),
                        ("judgment", models.CharField(blank=True, max_length=1000, verbose_name="why")),
                    ],
                    options={
                        "verbose_name": "mail that came in",
                        "verbose_name_plural": "mails that came in",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["state", "-id"], name="incoming_mail_in_state"),
                            models.Index(
                                condition=models.Q(("message_id", ""), _negated=True),
                                fields=["message_id"],
                                name="incoming_mail_message",
                            ),
                            models.Index(fields=["sender", "-read_at"], name="incoming_mail_sender"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["ancestors"], name="incoming_mail_ancestors"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "filed",
                                            "opened",
                                            "letter",
                                            "answered",
                                            "automatic",
                                            "noted",
                                            "bounce",
                                            "dropped",
                                            "quarantined",
                                            "pending",
                                            "discarded",
                                        ],
                                    )
                                ),
                                name="incoming_mail_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reason", ""),
                                    (
                                        "reason__in",
                                        [
                                            "unknown_sender",
                                            "new_address",
                                            "spoofed",
                                            "unauthenticated",
                                            "forged_thread",
                                            "staff_outside",
                                            "no_rights",
                                            "not_open",
                                            "which_company",
                                            "too_large",
                                            "unreadable",
                                            "encrypted",
                                            "empty",
                                            "too_many",
                                            "refused",
                                            "auto_reply",
                                            "outdated",
                                            "loop",
                                            "bounced",
                                            "delayed",
                                            "unrelated_report",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="incoming_mail_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("dmarc__in", ["pass", "fail", "none"])), name="incoming_mail_dmarc"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["filed", "automatic"]), _negated=True),
                                    models.Q(("comment__isnull", False), ("issue__isnull", False)),
                                    _connector="OR",
                                ),
                                name="incoming_mail_filed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["opened", "noted"]), _negated=True),
                                    ("issue__isnull", False),
                                    _connector="OR",
                                ),
                                name="incoming_mail_of_issue",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "letter"), _negated=True),
                                    ("letter__isnull", False),
                                    _connector="OR",
                                ),
                                name="incoming_mail_of_letter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "answered"), _negated=True),
                                    ("guest__isnull", False),
                                    _connector="OR",
                                ),
                                name="incoming_mail_of_guest",
                            ),
                            models.UniqueConstraint(
                                fields=("mailbox", "message_id", "content_hash"), name="incoming_mail_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MailSource",
                    fields=[
                        (
                            "mail",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="source",
                                serialize=False,
                                to="issues.incomingmail",
                            ),
                        ),
                        ("raw", models.BinaryField()),
                    ],
                    options={
                        "verbose_name": "source of a mail",
                        "verbose_name_plural": "sources of mails",
                    },
                ),
                migrations.CreateModel(
                    name="MailPlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mailbox",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="places",
                                to="issues.mailbox",
                            ),
                        ),
                        (
                            "mail",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="places",
                                to="issues.incomingmail",
                            ),
                        ),
                        ("uid_validity", models.BigIntegerField()),
                        ("uid", models.BigIntegerField()),
                    ],
                    options={
                        "verbose_name": "place of a mail",
                        "verbose_name_plural": "places of mails",
                        "constraints": [
                            models.UniqueConstraint(fields=("mailbox", "uid_validity", "uid"), name="mail_place_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReplyKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("secret", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "key of reply addresses",
                        "verbose_name_plural": "keys of reply addresses",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("secret", ""), _negated=True), name="reply_key_secret"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MarkeTrakSubtype",
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
                        ("name", models.CharField(max_length=80, unique=True)),
                        (
                            "benchmark_days",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="benchmark in days"),
                        ),
                    ],
                    options={
                        "verbose_name": "subtype of MarkeTrak issues",
                        "verbose_name_plural": "subtypes of MarkeTrak issues",
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="marketraksubtype_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="marketraksubtype_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="marketraksubtype_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="marketrak_subtype_named"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MarkeTrakImport",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marketrak_imports",
                                to="issues.issue",
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
                        ("file_name", models.CharField(max_length=200)),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_name", models.CharField(max_length=120)),
                        ("at", models.DateTimeField()),
                        ("added", models.PositiveIntegerField(default=0)),
                        ("changed", models.PositiveIntegerField(default=0)),
                        ("unchanged", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "MarkeTrak report",
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="MarkeTrakItem",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marketrak_items",
                                to="issues.issue",
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
                        ("number", models.CharField(max_length=40)),
                        ("issue_type", models.CharField(blank=True, max_length=40)),
                        ("subtype", models.CharField(max_length=80)),
                        ("state", models.CharField(max_length=60)),
                        (
                            "party",
                            models.CharField(
                                choices=[
                                    ("submitter", "Submitter"),
                                    ("assignee", "Assignee"),
                                    ("tdsp", "TDSP"),
                                    ("ercot", "ERCOT"),
                                    ("gaining", "Gaining CR"),
                                    ("losing", "Losing CR"),
                                    ("secondary", "Secondary"),
                                    ("nobody", "Nobody"),
                                ],
                                max_length=12,
                                verbose_name="must act next",
                            ),
                        ),
                        ("complete", models.BooleanField(default=False)),
                        ("esi_id", models.CharField(blank=True, max_length=40, verbose_name="ESI ID")),
                        ("opened_on", models.DateField(blank=True, null=True)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("reported_at", models.DateTimeField(verbose_name="as of the report taken over")),
                    ],
                    options={
                        "verbose_name": "MarkeTrak issue",
                        "ordering": ["issue", "number"],
                        "indexes": [
                            models.Index(fields=["issue", "complete", "subtype"], name="marketrak_item_issue"),
                            models.Index(fields=["participant", "number"], name="marketrak_item_number"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("issue", "number"), name="marketrak_item_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "party__in",
                                        [
                                            "submitter",
                                            "assignee",
                                            "tdsp",
                                            "ercot",
                                            "gaining",
                                            "losing",
                                            "secondary",
                                            "nobody",
                                        ],
                                    )
                                ),
                                name="marketrak_item_party",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number", ""), _negated=True), name="marketrak_item_numbered"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IssueStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="issues.issue",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("open", "In progress"),
                                    ("waiting", "Waiting on participant"),
                                    ("resolved", "Resolved"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Withdrawn"),
                                    ("merged", "Merged"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        (
                            "seen_from",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="out of the participant's sight until"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "step of an issue",
                        "verbose_name_plural": "steps of issues",
                        "ordering": ["issue", "at", "id"],
                        "indexes": [
                            models.Index(fields=["issue", "at", "id"], name="issue_step_order"),
                            models.Index(fields=["participant"], name="issue_step_participant"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["new", "open", "waiting", "resolved", "closed", "withdrawn", "merged"],
                                    )
                                ),
                                name="issue_step_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Watcher",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="watchers",
                                to="issues.issue",
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
                            "side",
                            models.CharField(
                                choices=[("operator", "Operator"), ("participant", "Participant")], max_length=12
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="watching",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="watching",
                                to="participants.contact",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("raised", "Raised it"),
                                    ("on_behalf", "It was raised for this person"),
                                    ("added", "Was added"),
                                    ("mentioned", "Was mentioned"),
                                    ("answered", "Wrote to it"),
                                    ("chose", "Chose to follow it"),
                                    ("merged", "Followed what was merged into it"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "watcher",
                        "ordering": ["issue", "since", "id"],
                        "indexes": [models.Index(fields=["issue", "side"], name="watcher_issue")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["operator", "participant"])), name="watcher_side"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reason__in",
                                        ["raised", "on_behalf", "added", "mentioned", "answered", "chose", "merged"],
                                    )
                                ),
                                name="watcher_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("user__isnull", False), ("contact__isnull", False), _connector="OR"
                                ),
                                name="watcher_somebody",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("left_at", None), ("user__isnull", False)),
                                fields=("issue", "user"),
                                name="watcher_user_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("contact__isnull", False), ("left_at", None)),
                                fields=("issue", "contact"),
                                name="watcher_contact_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExternalReference",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="references",
                                to="issues.issue",
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
                                choices=[
                                    ("marketrak", "MarkeTrak"),
                                    ("dispute", "Settlement dispute"),
                                    ("service_desk", "Service Desk"),
                                    ("notice", "Market notice"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("number", models.CharField(max_length=60)),
                        ("added_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "number in another system",
                        "verbose_name_plural": "numbers in other systems",
                        "ordering": ["issue", "kind", "number"],
                        "indexes": [
                            models.Index(fields=["number"], name="external_reference_number"),
                            models.Index(
                                fields=["number"],
                                name="external_reference_beginning",
                                opclasses=["varchar_pattern_ops"],
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["marketrak", "dispute", "service_desk", "notice", "other"])
                                ),
                                name="external_reference_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number", ""), _negated=True), name="external_reference_numbered"
                            ),
                            models.UniqueConstraint(fields=("issue", "kind", "number"), name="external_reference_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verification",
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
                            "issue",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="verification",
                                to="issues.issue",
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
                            "proof",
                            models.CharField(
                                choices=[
                                    ("signed_in", "Signed in"),
                                    ("known_mail", "Authenticated mail from a known address"),
                                    ("called_back", "Called back on a number on file"),
                                    ("none", "Not verified"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("detail", models.CharField(blank=True, max_length=200)),
                        (
                            "may_be_told",
                            models.CharField(blank=True, max_length=300, verbose_name="what may be told to whom"),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("proof__in", ["signed_in", "known_mail", "called_back", "none"])),
                                name="verification_proof",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtectedEntry",
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
                            "comment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="protection_row",
                                to="issues.comment",
                            ),
                        ),
                        (
                            "note",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="protection_row",
                                to="issues.note",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="protected_fields",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("operating_day", "Operating day"),
                                    ("interval", "Interval"),
                                    ("settlement_run", "Settlement"),
                                    ("statement_id", "Statement"),
                                    ("resource", "Resource"),
                                    ("esi_id", "ESI ID"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("inner", models.BooleanField(default=False, verbose_name="for the staff only")),
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
                        ("basis_day", models.DateField(blank=True, null=True, verbose_name="operating day")),
                        ("confidential_until", models.DateField(blank=True, null=True)),
                        (
                            "why_until",
                            models.CharField(blank=True, max_length=300, verbose_name="how that day was reckoned"),
                        ),
                        ("because", models.CharField(blank=True, max_length=300, verbose_name="why it has this class")),
                        (
                            "set_by_operator",
                            models.BooleanField(default=False, verbose_name="class set by the operator"),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
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
                        (
                            "proposed_by",
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
                            "proposed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="release proposed at"),
                        ),
                        ("release_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "two_persons",
                            models.BooleanField(default=False, verbose_name="its release takes two persons"),
                        ),
                    ],
                    options={
                        "verbose_name": "protected entry",
                        "verbose_name_plural": "protected entries",
                        "ordering": ["-set_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-set_at", "-id"], name="protected_entry_participant"),
                            models.Index(
                                condition=models.Q(("confidential_until__isnull", False), ("released_at", None)),
                                fields=["confidential_until", "id"],
                                name="protected_entry_until",
                            ),
                            models.Index(fields=["-set_at", "-id"], name="protected_entry_newest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("issue", "field"), name="protected_field_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("comment__isnull", False),
                                        ("field", ""),
                                        ("inner", False),
                                        ("issue", None),
                                        ("note", None),
                                    ),
                                    models.Q(
                                        ("comment", None),
                                        ("field", ""),
                                        ("inner", True),
                                        ("issue", None),
                                        ("note__isnull", False),
                                    ),
                                    models.Q(
                                        ("comment", None),
                                        ("inner", False),
                                        ("issue__isnull", False),
                                        ("note", None),
                                        models.Q(("field", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="protected_entry_of_one_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("field", ""),
                                    (
                                        "field__in",
                                        [
                                            "operating_day",
                                            "interval",
                                            "settlement_run",
                                            "statement_id",
                                            "resource",
                                            "esi_id",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="protected_entry_field",
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
                                name="protected_entry_class",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("protection", "PI-MARKED"), _negated=True),
                                    models.Q(("because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="protected_entry_because",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("released_at", None), ("released_by", None)),
                                    models.Q(
                                        ("released_at__isnull", False),
                                        ("released_by__isnull", False),
                                        models.Q(("release_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="protected_entry_released_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("two_persons", False),
                                    ("released_by", None),
                                    models.Q(("released_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="protected_entry_second_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralTime",
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
                        ("amount", models.PositiveSmallIntegerField(help_text="in open business time")),
                        (
                            "unit",
                            models.CharField(
                                choices=[("minute", "minutes"), ("hour", "hours"), ("day", "days")],
                                default="day",
                                max_length=10,
                            ),
                        ),
                        ("plan", models.CharField(default="referral", max_length=60, verbose_name="reminder plan")),
                    ],
                    options={
                        "verbose_name": "time for an answer",
                        "verbose_name_plural": "times for answers",
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="referraltime_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="referraltime_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="referraltime_effective",
                            ),
                            models.CheckConstraint(condition=models.Q(("amount__gte", 1)), name="referral_time_amount"),
                            models.CheckConstraint(
                                condition=models.Q(("unit__in", ["minute", "hour", "day"])), name="referral_time_unit"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="issues.referral",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("in_work", "In work"),
                                    ("handed_back", "Handed back"),
                                    ("answered", "Answered"),
                                    ("released", "Released"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "verbose_name": "step of a question",
                        "verbose_name_plural": "steps of questions",
                        "ordering": ["referral", "at", "id"],
                        "indexes": [models.Index(fields=["referral", "at", "id"], name="referral_step_order")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["asked", "in_work", "handed_back", "answered", "released", "withdrawn"],
                                    )
                                ),
                                name="referral_step_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralMessage",
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
                            "referral",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="issues.referral",
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
                                choices=[
                                    ("asked", "Question"),
                                    ("message", "Message"),
                                    ("asked_back", "Asked back"),
                                    ("handed_back", "Handed back"),
                                    ("asked_again", "Asked again"),
                                    ("answered", "Answer"),
                                ],
                                max_length=20,
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
                        ("html", models.TextField(editable=False)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "message on a question",
                        "verbose_name_plural": "messages on questions",
                        "ordering": ["referral", "at", "id"],
                        "indexes": [models.Index(fields=["referral", "at", "id"], name="referral_message_order")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="referral_message_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["asked", "message", "asked_back", "handed_back", "asked_again", "answered"],
                                    )
                                ),
                                name="referral_message_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralFile",
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
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="issues.referralmessage",
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
                        "verbose_name": "attachment of a question",
                        "verbose_name_plural": "attachments of questions",
                        "ordering": ["message", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="DeskCall",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="desk_calls",
                                to="issues.issue",
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
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.department"
                            ),
                        ),
                        ("called_at", models.DateTimeField(verbose_name="called")),
                        ("spoke_with", models.CharField(max_length=120)),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "note",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="issues.note"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "call to a desk",
                        "verbose_name_plural": "calls to a desk",
                        "ordering": ["-called_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("spoke_with", ""), _negated=True), name="desk_call_with_somebody"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReleaseOverride",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="overrides", to="issues.issue"
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
                            "comment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.comment",
                            ),
                        ),
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
                        ("reason", models.CharField(max_length=300)),
                        ("findings", models.JSONField()),
                    ],
                    options={
                        "verbose_name": "answer let go",
                        "verbose_name_plural": "answers let go",
                        "ordering": ["-at", "-id"],
                        "indexes": [models.Index(fields=["-at", "-id"], name="release_override_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="release_override_reasoned"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedReply",
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
                            "team",
                            models.ForeignKey(
                                blank=True,
                                help_text="empty: everybody",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "move",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("wait", "It is the participant's turn"),
                                    ("resolve", "Resolve the issue"),
                                    ("hand_over", "Hand the issue over"),
                                ],
                                max_length=20,
                                verbose_name="and then",
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("question", "Question answered"),
                                    ("participant_data", "Participant's data or submission"),
                                    ("participant_system", "Participant's system"),
                                    ("operator_data", "Operator's data"),
                                    ("operator_system", "Operator's system"),
                                    ("third_party", "Third party (wires company, vendor)"),
                                    ("rule", "Meaning of a rule"),
                                    ("training", "Training gap"),
                                    ("access", "Access or certificate"),
                                    ("no_fault", "No fault found"),
                                    ("duplicate", "Duplicate"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "hand_to",
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
                        "verbose_name": "saved reply",
                        "verbose_name_plural": "saved replies",
                        "ordering": ["title", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["title", "id"],
                                name="saved_reply_in_use",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True), models.Q(("text", ""), _negated=True)
                                ),
                                name="saved_reply_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("move", ""), ("move__in", ["wait", "resolve", "hand_over"]), _connector="OR"
                                ),
                                name="saved_reply_move",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "cause__in",
                                            [
                                                "question",
                                                "participant_data",
                                                "participant_system",
                                                "operator_data",
                                                "operator_system",
                                                "third_party",
                                                "rule",
                                                "training",
                                                "access",
                                                "no_fault",
                                                "duplicate",
                                            ],
                                        ),
                                        ("move", "resolve"),
                                    ),
                                    models.Q(models.Q(("move", "resolve"), _negated=True), ("cause", "")),
                                    _connector="OR",
                                ),
                                name="saved_reply_cause",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("hand_to__isnull", False), ("move", "hand_over")),
                                    models.Q(models.Q(("move", "hand_over"), _negated=True), ("hand_to", None)),
                                    _connector="OR",
                                ),
                                name="saved_reply_hand_to",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                fields=("code",),
                                name="saved_reply_code_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServicePolicy",
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
                        ("order", models.PositiveSmallIntegerField(default=100)),
                        ("active", models.BooleanField(default=True)),
                        (
                            "edited",
                            models.BooleanField(
                                default=False, help_text="the defaults leave it alone", verbose_name="edited here"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "service policy",
                        "verbose_name_plural": "service policies",
                        "ordering": ["order", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="service_policy_named"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PolicyVersion",
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
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="issues.servicepolicy",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("current", models.BooleanField(default=True)),
                        (
                            "areas",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "category_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "severities",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "role_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="service_policies",
                                to="participants.participant",
                            ),
                        ),
                        ("rules", models.JSONField(default=dict)),
                        ("note", models.CharField(blank=True, max_length=300)),
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
                        "verbose_name": "version of a service policy",
                        "verbose_name_plural": "versions of service policies",
                        "ordering": ["policy", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("policy", "number"), name="policy_version_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("current", True)), fields=("policy",), name="policy_version_current"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceTarget",
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
                                related_name="targets",
                                to="issues.policyversion",
                            ),
                        ),
                        (
                            "severity",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Critical"), (2, "High"), (3, "Normal"), (4, "Low")]
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("first-response", "First answer"),
                                    ("next-update", "Next update"),
                                    ("resolution", "Resolution"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=8)),
                        (
                            "unit",
                            models.CharField(
                                choices=[("minute", "minutes"), ("hour", "hours"), ("day", "days")], max_length=10
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
                        ("calendar", models.SlugField(db_index=False, max_length=60, verbose_name="counted by")),
                        (
                            "plan",
                            models.SlugField(blank=True, db_index=False, max_length=60, verbose_name="who hears when"),
                        ),
                        ("source", models.CharField(blank=True, max_length=300)),
                        ("verified", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["version", "severity", "kind"],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "severity", "kind"), name="service_target_once"),
                            models.CheckConstraint(
                                condition=models.Q(("severity__in", [1, 2, 3, 4])), name="service_target_severity"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["first-response", "next-update", "resolution"])),
                                name="service_target_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__in", ["minute", "hour", "day"])), name="service_target_unit"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("start_day__in", ["exclusive", "inclusive"])),
                                name="service_target_start_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_time__in", ["same", "close", "end_of_day"])),
                                name="service_target_due_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0), models.Q(("calendar", ""), _negated=True)),
                                name="service_target_counted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SettlementImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("file_name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
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
                        ("added", models.PositiveIntegerField(default=0)),
                        ("replaced", models.PositiveIntegerField(default=0)),
                        ("unchanged", models.PositiveIntegerField(default=0)),
                        ("older", models.PositiveIntegerField(default=0, verbose_name="older than what is held")),
                        (
                            "left_out",
                            models.PositiveIntegerField(default=0, verbose_name="of runs the portal does not keep"),
                        ),
                    ],
                    options={
                        "verbose_name": "import of the settlement calendar",
                        "verbose_name_plural": "imports of the settlement calendar",
                        "ordering": ["-at", "-id"],
                        "indexes": [models.Index(fields=["-at", "-id"], name="settlement_import_newest")],
                    },
                ),
                migrations.CreateModel(
                    name="SettlementDate",
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
                            "run",
                            models.CharField(
                                choices=[
                                    ("dam", "DAM"),
                                    ("dam_resettlement", "DAM Resettlement"),
                                    ("rtm_initial", "RTM Initial"),
                                    ("rtm_final", "RTM Final"),
                                    ("rtm_resettlement", "RTM Resettlement"),
                                    ("rtm_true_up", "RTM True-Up"),
                                    ("crr", "CRR Auction"),
                                    ("invoice", "Invoice alone"),
                                ],
                                max_length=20,
                                verbose_name="settlement type",
                            ),
                        ),
                        ("operating_day", models.DateField(verbose_name="operating date")),
                        ("batch_date", models.DateField(blank=True, null=True)),
                        ("version", models.CharField(blank=True, max_length=20)),
                        ("invoice_date", models.DateField(blank=True, null=True)),
                        ("invoice_due_date", models.DateField(blank=True, null=True)),
                        ("payout_date", models.DateField(blank=True, null=True, verbose_name="invoice pay-out date")),
                        ("post_date", models.DateField(blank=True, null=True)),
                        ("dispute_date", models.DateField(blank=True, null=True)),
                        (
                            "source_import",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rows",
                                to="issues.settlementimport",
                            ),
                        ),
                        ("imported_at", models.DateTimeField()),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "row of the settlement calendar",
                        "verbose_name_plural": "rows of the settlement calendar",
                        "ordering": ["-operating_day", "run", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["operating_day", "run", "-imported_at"], name="settlement_date_history"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "run__in",
                                        [
                                            "dam",
                                            "dam_resettlement",
                                            "rtm_initial",
                                            "rtm_final",
                                            "rtm_resettlement",
                                            "rtm_true_up",
                                            "crr",
                                            "invoice",
                                        ],
                                    )
                                ),
                                name="settlement_date_run",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at", None)),
                                fields=("operating_day", "run"),
                                name="settlement_date_one_holds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Survey",
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
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="surveys", to="issues.issue"
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
                        ("due_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("canceled_at", models.DateTimeField(blank=True, null=True)),
                        ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("comment", models.CharField(blank=True, max_length=1000)),
                    ],
                    options={
                        "verbose_name": "survey",
                        "ordering": ["-answered_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("canceled_at", None), ("sent_at", None)),
                                fields=["due_at", "id"],
                                name="survey_to_send",
                            ),
                            models.Index(
                                condition=models.Q(("answered_at__isnull", False)),
                                fields=["-answered_at", "-id"],
                                name="survey_answers",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("contact", None), ("person__isnull", False)),
                                    models.Q(("contact__isnull", False), ("person", None)),
                                    _connector="OR",
                                ),
                                name="survey_of_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score", None), ("score__range", (1, 5)), _connector="OR"),
                                name="survey_score",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("comment", ""), ("score", None)),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("score__isnull", False),
                                        ("sent_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="survey_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("canceled_at", None), ("answered_at", None), _connector="OR"),
                                name="survey_canceled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sent_at", None), ("expires_at__isnull", False), _connector="OR"),
                                name="survey_expires",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("canceled_at", None), ("sent_at", None)),
                                fields=("issue",),
                                name="survey_one_waiting",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("digest", ""), _negated=True),
                                fields=("digest",),
                                name="survey_digest_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SystemicIssue",
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
                        ("cause", models.TextField(verbose_name="what lies behind it")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=10
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
                        ("outcome", models.TextField(blank=True, verbose_name="what came of it")),
                    ],
                    options={
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["state", "-opened_at", "-id"], name="systemic_order"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                name="systemic_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True), models.Q(("cause", ""), _negated=True)
                                ),
                                name="systemic_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "closed"])), name="systemic_state"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                                    models.Q(("closed_at", None), ("state", "open")),
                                    _connector="OR",
                                ),
                                name="systemic_closed_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SystemicMember",
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
                            "systemic",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="issues.systemicissue",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="systemic",
                                to="issues.issue",
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
                        ("joined_at", models.DateTimeField()),
                        (
                            "joined_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "issue of a systemic issue",
                        "verbose_name_plural": "issues of systemic issues",
                        "ordering": ["systemic", "joined_at", "id"],
                        "indexes": [
                            models.Index(fields=["systemic", "joined_at", "id"], name="systemic_member_order"),
                            models.Index(fields=["issue"], name="systemic_member_issue"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_at", None)),
                                fields=("issue",),
                                name="systemic_member_one_cause",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SystemicUpdate",
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
                            "systemic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="updates",
                                to="issues.systemicissue",
                            ),
                        ),
                        (
                            "saying",
                            models.CharField(
                                choices=[("update", "Update"), ("resolution", "Resolution")],
                                default="update",
                                max_length=12,
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("question", "Question answered"),
                                    ("participant_data", "Participant's data or submission"),
                                    ("participant_system", "Participant's system"),
                                    ("operator_data", "Operator's data"),
                                    ("operator_system", "Operator's system"),
                                    ("third_party", "Third party (wires company, vendor)"),
                                    ("rule", "Meaning of a rule"),
                                    ("training", "Training gap"),
                                    ("access", "Access or certificate"),
                                    ("no_fault", "No fault found"),
                                    ("duplicate", "Duplicate"),
                                ],
                                max_length=20,
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
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "update to a systemic issue",
                        "verbose_name_plural": "updates to systemic issues",
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="systemic_update_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("saying__in", ["update", "resolution"])),
                                name="systemic_update_saying",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "cause__in",
                                            [
                                                "question",
                                                "participant_data",
                                                "participant_system",
                                                "operator_data",
                                                "operator_system",
                                                "third_party",
                                                "rule",
                                                "training",
                                                "access",
                                                "no_fault",
                                                "duplicate",
                                            ],
                                        ),
                                        ("saying", "resolution"),
                                    ),
                                    models.Q(("cause", ""), ("saying", "update")),
                                    _connector="OR",
                                ),
                                name="systemic_update_cause",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SystemicDelivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "update",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="issues.systemicupdate",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.issue",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("done", "Written"),
                                    ("refused", "Not written"),
                                    ("needs_mark", "Needs its author's mark"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        (
                            "comment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.comment",
                            ),
                        ),
                        ("refusal", models.CharField(blank=True, max_length=300)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "delivery of an update",
                        "verbose_name_plural": "deliveries of updates",
                        "ordering": ["update", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["id"],
                                name="systemic_delivery_waiting",
                            ),
                            models.Index(fields=["issue"], name="systemic_delivery_issue"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("update", "issue"), name="systemic_delivery_once"),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "done", "refused", "needs_mark"])),
                                name="systemic_delivery_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at", None), ("state", "waiting")),
                                    models.Q(models.Q(("state", "waiting"), _negated=True), ("done_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="systemic_delivery_done_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetRun",
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
                                    ("policy", "Policy changed"),
                                    ("grid_begin", "Grid event began"),
                                    ("grid_end", "Grid event ended"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                blank=True,
                                help_text="what changed",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="issues.servicepolicy",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="issues.gridevent",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
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
                        ("total", models.PositiveIntegerField(default=0, verbose_name="issues")),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("moved", models.PositiveIntegerField(default=0, verbose_name="issues whose clocks changed")),
                        ("last_error", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "verbose_name": "run over the targets of issues",
                        "verbose_name_plural": "runs over the targets of issues",
                        "ordering": ["-started_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["queued", "running"])),
                                fields=["started_at"],
                                name="target_run_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["policy", "grid_begin", "grid_end"])),
                                name="target_run_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["queued", "running", "done", "failed"])),
                                name="target_run_state",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("event__isnull", False)),
                                fields=("event", "kind"),
                                name="target_run_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("event", None), ("kind", "policy")),
                                    models.Q(models.Q(("kind", "policy"), _negated=True), ("event__isnull", False)),
                                    _connector="OR",
                                ),
                                name="target_run_of_event",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IssueWords",
                    fields=[
                        (
                            "issue",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="words",
                                serialize=False,
                                to="issues.issue",
                            ),
                        ),
                        ("said", django.contrib.postgres.search.SearchVectorField()),
                    ],
                    options={
                        "verbose_name": "words of an issue",
                        "verbose_name_plural": "words of issues",
                        "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["said"], name="issue_words_said")],
                    },
                ),
                migrations.CreateModel(
                    name="DeskWords",
                    fields=[
                        (
                            "issue",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="desk_words",
                                serialize=False,
                                to="issues.issue",
                            ),
                        ),
                        ("said", django.contrib.postgres.search.SearchVectorField()),
                        (
                            "touched_at",
                            models.DateTimeField(
                                help_text="when something was last said; which words are new is learned by it"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "words of an issue for the desk",
                        "verbose_name_plural": "words of issues for the desk",
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["said"], name="desk_words_said"),
                            models.Index(fields=["touched_at"], name="desk_words_touched"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchWord",
                    fields=[
                        ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("learned_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "word to search by",
                        "verbose_name_plural": "words to search by",
                        "ordering": ["word"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass("word", name="gin_trgm_ops"),
                                name="search_word_alike",
                            ),
                            models.Index(fields=["-learned_at"], name="search_word_learned"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkWeights",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("current", models.BooleanField(default=True)),
                        (
                            "participant_low",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="participant of low complexity",
                            ),
                        ),
                        (
                            "participant_medium",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="participant of medium complexity",
                            ),
                        ),
                        (
                            "participant_high",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="participant of high complexity",
                            ),
                        ),
                        (
                            "issue_critical",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="open issue of critical severity",
                            ),
                        ),
                        (
                            "issue_high",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="open issue of high severity",
                            ),
                        ),
                        (
                            "issue_normal",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="open issue of normal severity",
                            ),
                        ),
                        (
                            "issue_low",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="open issue of low severity",
                            ),
                        ),
                        (
                            "application",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="application to decide",
                            ),
                        ),
                        ("note", models.CharField(max_length=300)),
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
                    ],
                    options={
                        "verbose_name": "weights of the balance",
                        "verbose_name_plural": "weights of the balance",
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("current", True)), fields=("current",), name="work_weights_current"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("participant_low__lte", models.F("participant_medium")),
                                    ("participant_high__lte", 100),
                                    ("participant_medium__lte", models.F("participant_high")),
                                ),
                                name="work_weights_participants",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("issue_low__lte", models.F("issue_normal")),
                                    ("issue_normal__lte", models.F("issue_high")),
                                    ("issue_critical__lte", 100),
                                    ("issue_high__lte", models.F("issue_critical")),
                                ),
                                name="work_weights_issues",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("application__lte", 100)), name="work_weights_application"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
