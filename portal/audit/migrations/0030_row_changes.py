import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0021_sealing"),
    ]

    operations = [
        Tables(
            models=[
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
                                null=True, help_text="empty where a row's key is another one, such as a digest"
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
            ],
        ),
    ]
