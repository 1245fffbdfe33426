import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_learning"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Shadowing",
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
                            "participant_id",
                            models.BigIntegerField(help_text="whom it is about; no foreign key: ground floor"),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shadowings",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who reads along",
                            ),
                        ),
                        (
                            "host",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who takes along",
                            ),
                        ),
                        (
                            "mentoring",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shadowings",
                                to="accounts.mentoring",
                            ),
                        ),
                        (
                            "arranged_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("arranged_at", models.DateTimeField()),
                        ("purpose", models.CharField(max_length=300)),
                        ("opens_restricted", models.BooleanField(default=False)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_because", models.CharField(blank=True, max_length=300, verbose_name="why ended early")),
                    ],
                    options={
                        "ordering": ["-starts_on", "-id"],
                        "indexes": [models.Index(fields=["-starts_on", "-id"], name="shadowing_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("purpose", ""), _negated=True), name="shadowing_purpose"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("person", models.F("host")), _negated=True),
                                name="shadowing_two_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="shadowing_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_because", ""), ("ended_by", None)),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        models.Q(("ended_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="shadowing_ended",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("person", "participant_id", "starts_on"),
                                name="shadowing_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShadowingNote",
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
                            "shadowing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="accounts.shadowing",
                            ),
                        ),
                        ("text", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("comment", models.TextField(blank=True)),
                        (
                            "commented_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("commented_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "note on a shadowing",
                        "verbose_name_plural": "notes on shadowings",
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="shadowing_note_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("comment", ""), ("commented_at", None), ("commented_by", None)),
                                    models.Q(
                                        models.Q(("comment", ""), _negated=True),
                                        ("commented_at__isnull", False),
                                        ("commented_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="shadowing_note_commented",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="shadows_until",
            field=models.DateField(
                blank=True,
                editable=False,
                help_text="the last day of any shadowing",
                null=True,
                verbose_name="shadows until",
            ),
        ),
    ]
