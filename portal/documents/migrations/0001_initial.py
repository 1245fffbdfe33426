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
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("participant_id", models.BigIntegerField(null=True)),
                        ("registration_id", models.BigIntegerField(null=True)),
                        ("inner", models.BooleanField(default=False, verbose_name="for the staff only")),
                        ("name", models.CharField(max_length=150)),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the content")),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-uploaded_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant_id", "-uploaded_at"], name="document_participant")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("content_type", ""), _negated=True)
                                ),
                                name="document_named",
                            ),
                            models.CheckConstraint(condition=models.Q(("size__gte", 1)), name="document_not_empty"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentContent",
                    fields=[
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="content",
                                serialize=False,
                                to="documents.document",
                            ),
                        ),
                        ("content", models.BinaryField()),
                    ],
                    options={
                        "verbose_name": "content of a document",
                        "verbose_name_plural": "contents of documents",
                    },
                ),
            ],
        ),
    ]
