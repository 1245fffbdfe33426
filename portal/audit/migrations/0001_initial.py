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
            ],
        ),
    ]
