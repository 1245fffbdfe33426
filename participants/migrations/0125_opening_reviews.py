import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0111_reach_of_agencies_wall"),
    ]

    operations = [
        Tables(
            models=[
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
            ],
        ),
    ]
