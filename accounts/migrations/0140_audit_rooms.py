import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0130_rows_kept"),
    ]

    operations = [
        Tables(
            models=[
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
            ],
        ),
    ]
