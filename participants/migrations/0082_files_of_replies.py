import django.db.models.deletion
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("participants", "0081_plans_of_the_company"),
    ]

    operations = [
        Tables(
            models=[
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
            ],
        ),
    ]
