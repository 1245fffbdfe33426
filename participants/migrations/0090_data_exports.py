import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("participants", "0082_files_of_replies"),
    ]

    operations = [
        Tables(
            models=[
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
            ],
        ),
    ]
