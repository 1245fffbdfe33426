from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0051_market_figures_seen"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="RetentionRule",
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
                        ("keep_days", models.PositiveIntegerField(verbose_name="days kept")),
                        ("active", models.BooleanField(default=False, verbose_name="switched on")),
                        ("source", models.CharField(blank=True, max_length=300)),
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
                        "verbose_name": "rule of retention",
                        "verbose_name_plural": "rules of retention",
                        "ordering": ["code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), _negated=True), name="retention_rule_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("keep_days__gte", 30), ("keep_days__lte", 36500)),
                                name="retention_rule_keep_days",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
