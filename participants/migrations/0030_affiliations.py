import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0020_relationship_health"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Affiliation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("starts_on", models.DateField(verbose_name="from")),
                        (
                            "ends_on",
                            models.DateField(
                                blank=True,
                                help_text="the last day; empty: until further notice",
                                null=True,
                                verbose_name="until",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="affiliations",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="affiliations_from",
                                to="participants.participant",
                            ),
                        ),
                        ("participant_name", models.CharField(max_length=200)),
                        ("other_name", models.CharField(max_length=200, verbose_name="name of the other company")),
                        ("other_key", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("parent", "Parent"),
                                    ("subsidiary", "Subsidiary"),
                                    ("affiliate", "Affiliate under common control"),
                                    ("partner", "Partner in a joint venture"),
                                    ("guarantor", "Guarantor"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "share",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="share in percent"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("declared", "Declared by the company"),
                                    ("filing", "A filing or attestation"),
                                    ("public", "A public record"),
                                    ("heard", "Heard in a conversation"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "certainty",
                            models.CharField(
                                choices=[("certain", "Certain"), ("likely", "Likely"), ("unsure", "Unsure")],
                                default="certain",
                                max_length=10,
                                verbose_name="how sure",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="affiliations_told",
                                to="participants.participant",
                            ),
                        ),
                        ("announced_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-starts_on", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("other_key", ""), _negated=True),
                                fields=["other_key"],
                                name="affiliation_outside",
                            ),
                            models.Index(
                                condition=models.Q(("announced_on__isnull", False)),
                                fields=["starts_on"],
                                name="affiliation_announced",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="affiliation_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("other_name", ""), _negated=True),
                                    models.Q(("participant_name", ""), _negated=True),
                                ),
                                name="affiliation_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["parent", "subsidiary", "affiliate", "partner", "guarantor"])
                                ),
                                name="affiliation_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["declared", "filing", "public", "heard"])),
                                name="affiliation_source",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("certainty__in", ["certain", "likely", "unsure"])),
                                name="affiliation_certainty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("other", None),
                                    models.Q(("other", models.F("participant")), _negated=True),
                                    _connector="OR",
                                ),
                                name="affiliation_of_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("share", None), models.Q(("share__gt", 0), ("share__lte", 100)), _connector="OR"
                                ),
                                name="affiliation_share_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("other", None), models.Q(("other_key", ""), _negated=True)),
                                    models.Q(("other__isnull", False), ("other_key", "")),
                                    _connector="OR",
                                ),
                                name="affiliation_inside_or_outside",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "subsidiary"), _negated=True), ("other", None), _connector="OR"
                                ),
                                name="affiliation_written_by_the_child",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source", "declared"), ("told_by__isnull", False)),
                                    models.Q(models.Q(("source", "declared"), _negated=True), ("told_by", None)),
                                    _connector="OR",
                                ),
                                name="affiliation_declared_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("announced_on", None), ("kind", "parent"), _connector="OR"),
                                name="affiliation_announced_ownership",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("other__isnull", False)),
                                expressions=[
                                    (models.F("participant"), "="),
                                    (models.F("other"), "="),
                                    (models.F("kind"), "="),
                                    (
                                        models.Func(
                                            models.F("starts_on"),
                                            models.F("ends_on"),
                                            models.Value("[]"),
                                            function="daterange",
                                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="affiliation_once",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("other", None)),
                                expressions=[
                                    (models.F("participant"), "="),
                                    (models.F("other_key"), "="),
                                    (models.F("kind"), "="),
                                    (
                                        models.Func(
                                            models.F("starts_on"),
                                            models.F("ends_on"),
                                            models.Value("[]"),
                                            function="daterange",
                                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="affiliation_once_outside",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
