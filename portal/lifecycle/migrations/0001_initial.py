from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="DemoMark",
                    fields=[
                        ("only", models.BooleanField(default=True, editable=False, primary_key=True, serialize=False)),
                        ("loaded_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("only", True)), name="demo_mark_only_one")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SweepRun",
                    fields=[
                        ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                        ("started_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(null=True)),
                        ("succeeded_at", models.DateTimeField(null=True)),
                        (
                            "count",
                            models.PositiveIntegerField(default=0, help_text="rows the last finished run dealt with"),
                        ),
                        ("error", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
            ],
        ),
    ]
