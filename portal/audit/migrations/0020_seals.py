import django.contrib.postgres.fields
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_wall"),
    ]

    operations = [
        Tables(
            models=[
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
