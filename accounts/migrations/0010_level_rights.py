import django.contrib.postgres.fields
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_wall"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="LevelRights",
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
                            "level",
                            models.CharField(
                                choices=[("I", "Level I"), ("II", "Level II"), ("senior", "Senior")],
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        (
                            "rights",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="counts once edited",
                                size=None,
                            ),
                        ),
                        (
                            "edited",
                            models.BooleanField(
                                default=False,
                                help_text="otherwise the level is as the default has it",
                                verbose_name="edited here",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "rights of a level",
                        "verbose_name_plural": "rights of levels",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["I", "II", "senior"])), name="level_rights_level"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("edited", True), ("rights", []), _connector="OR"),
                                name="level_rights_edited",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            "user",
            "level_rights",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=40),
                null=True,
                blank=True,
                editable=False,
                help_text="kept by the database: what the level adds where that was changed at the desk",
            ),
        ),
    ]
