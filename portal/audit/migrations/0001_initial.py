import django.contrib.postgres.fields
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
                    name="AuditEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("verb", models.CharField(max_length=80)),
                        ("object_type", models.CharField(blank=True, max_length=60)),
                        ("object_ref", models.CharField(blank=True, max_length=20)),
                        ("object_label", models.CharField(blank=True, max_length=200)),
                        (
                            "participant_id",
                            models.BigIntegerField(
                                help_text="whose data it concerns; no foreign key: ground floor", null=True
                            ),
                        ),
                        (
                            "acting_for_id",
                            models.BigIntegerField(
                                help_text="the participant for whom a participant's user acted", null=True
                            ),
                        ),
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
                        ("by_label", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        ("address", models.GenericIPAddressField(null=True)),
                        ("changes", models.JSONField(default=dict)),
                        ("reason", models.TextField(blank=True)),
                    ],
                    options={
                        "verbose_name": "audit event",
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["-at", "-id"], name="audit_at"),
                            models.Index(fields=["participant_id", "-at", "-id"], name="audit_participant"),
                            models.Index(fields=["object_ref", "-at", "-id"], name="audit_object"),
                            models.Index(fields=["by", "-at", "-id"], name="audit_by"),
                            models.Index(fields=["verb", "-at", "-id"], name="audit_verb"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RowChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("table", models.CharField(max_length=63)),
                        (
                            "row_id",
                            models.BigIntegerField(
                                help_text="empty where a row's key is another one, such as a digest", null=True
                            ),
                        ),
                        ("whole_id", models.BigIntegerField(help_text="the row of which it is a part", null=True)),
                        ("object_ref", models.CharField(blank=True, max_length=20)),
                        (
                            "participant_id",
                            models.BigIntegerField(
                                help_text="whose row it is; no foreign key: ground floor", null=True
                            ),
                        ),
                        (
                            "done",
                            models.CharField(
                                choices=[("changed", "Changed"), ("added", "Added"), ("removed", "Removed")],
                                max_length=10,
                            ),
                        ),
                        ("changes", models.JSONField()),
                        ("transaction", models.BigIntegerField()),
                        ("program", models.CharField(max_length=130)),
                        (
                            "event",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="audit.auditevent",
                            ),
                        ),
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
                        ("erased_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "change of a row",
                        "verbose_name_plural": "changes of rows",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["table", "row_id", "-id"], name="audit_rowchange_row"),
                            models.Index(fields=["table", "-id"], name="audit_rowchange_table"),
                            models.Index(
                                condition=models.Q(("whole_id__isnull", False)),
                                fields=["whole_id", "-id"],
                                name="audit_rowchange_whole",
                            ),
                            models.Index(fields=["object_ref", "-id"], name="audit_rowchange_ref"),
                            models.Index(fields=["participant_id", "-id"], name="audit_rowchange_whose"),
                            models.Index(fields=["by", "-id"], name="audit_rowchange_by"),
                            models.Index(fields=["at"], name="audit_rowchange_at"),
                            models.Index(fields=["transaction"], name="audit_rowchange_transaction"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("done__in", ["changed", "added", "removed"])),
                                name="audit_rowchange_done",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnsealedEvent",
                    fields=[
                        ("event_id", models.BigIntegerField(primary_key=True, serialize=False)),
                    ],
                    options={
                        "ordering": ["event_id"],
                    },
                ),
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("count", models.PositiveIntegerField()),
                        ("first_id", models.BigIntegerField(verbose_name="first event")),
                        ("last_id", models.BigIntegerField(verbose_name="last event")),
                        ("root", models.CharField(max_length=64)),
                        (
                            "previous",
                            models.CharField(blank=True, max_length=64, verbose_name="digest of the seal before"),
                        ),
                        ("digest", models.CharField(max_length=64)),
                        ("sealed_at", models.DateTimeField()),
                        (
                            "event_ids",
                            django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                        ),
                        ("leaves", models.BinaryField()),
                    ],
                    options={
                        "ordering": ["-number"],
                        "indexes": [models.Index(fields=["last_id", "first_id"], name="audit_seal_range")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("event_ids__len", models.F("count"))), name="audit_seal_counted"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first_id__lte", models.F("last_id"))), name="audit_seal_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", 1), ("previous", "")),
                                    models.Q(("number__gt", 1), models.Q(("previous", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="audit_seal_chained",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("first_seal", models.BigIntegerField()),
                        ("last_seal", models.BigIntegerField()),
                        ("events", models.PositiveIntegerField()),
                        (
                            "faults",
                            models.JSONField(
                                default=list, help_text="in words; empty when everything was as it was sealed"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("first_seal__lte", models.F("last_seal"))),
                                name="audit_seal_check_range",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
