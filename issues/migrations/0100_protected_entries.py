import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    """Comments, notes and fields of issues may be Protected Information, each with class, grounds and end."""

    dependencies = [
        ("documents", "0020_openings_of_entries"),
        ("issues", "0090_weights_of_the_balance"),
        ("participants", "0041_areas_wall"),
    ]

    operations = [
        migrations.AddField(
            "category",
            "protects",
            models.JSONField(
                blank=True,
                default=dict,
                help_text="class of protected information by structured field, for what is filled in",
            ),
        ),
        migrations.AddField(
            "heldanswer",
            "marking",
            models.JSONField(blank=True, default=dict, help_text="that it is protected information, if it is"),
        ),
        Tables(
            models=[
                migrations.CreateModel(
                    name="ProtectedEntry",
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
                            "participant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "comment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="protection_row",
                                to="issues.comment",
                            ),
                        ),
                        (
                            "note",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="protection_row",
                                to="issues.note",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="protected_fields",
                                to="issues.issue",
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("operating_day", "Operating day"),
                                    ("interval", "Interval"),
                                    ("settlement_run", "Settlement"),
                                    ("statement_id", "Statement"),
                                    ("resource", "Resource"),
                                    ("esi_id", "ESI ID"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("inner", models.BooleanField(default=False, verbose_name="for the staff only")),
                        (
                            "protection",
                            models.CharField(
                                choices=[
                                    ("PI-OFFER", "Bids, offers and trades"),
                                    ("PI-STATUS", "Status and outages of resources"),
                                    ("PI-DISP", "Dispatch of single resources"),
                                    ("PI-SETTLE", "Settlement and disputes"),
                                    ("PI-LOAD", "Load data"),
                                    ("PI-ESI", "Number of ESI IDs or customers"),
                                    ("PI-CREDIT", "Credit and finance"),
                                    ("PI-COST", "Costs, contracts and engineering"),
                                    ("PI-CUST", "Customers' own data"),
                                    ("PI-CRR", "CRR bids before results"),
                                    ("PI-MARKED", "Marked by the participant"),
                                    ("ECEII", "Critical energy infrastructure"),
                                    ("PI-REL", "The participant's own matter"),
                                    ("PUBLIC", "Public"),
                                ],
                                max_length=10,
                                verbose_name="class",
                            ),
                        ),
                        ("basis_day", models.DateField(blank=True, null=True, verbose_name="operating day")),
                        ("confidential_until", models.DateField(blank=True, null=True)),
                        (
                            "why_until",
                            models.CharField(blank=True, max_length=300, verbose_name="how that day was reckoned"),
                        ),
                        ("because", models.CharField(blank=True, max_length=300, verbose_name="why it has this class")),
                        (
                            "set_by_operator",
                            models.BooleanField(default=False, verbose_name="class set by the operator"),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="release proposed at"),
                        ),
                        ("release_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "two_persons",
                            models.BooleanField(default=False, verbose_name="its release takes two persons"),
                        ),
                    ],
                    options={
                        "verbose_name": "protected entry",
                        "verbose_name_plural": "protected entries",
                        "ordering": ["-set_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-set_at", "-id"], name="protected_entry_participant"),
                            models.Index(
                                condition=models.Q(("confidential_until__isnull", False), ("released_at", None)),
                                fields=["confidential_until", "id"],
                                name="protected_entry_until",
                            ),
                            models.Index(fields=["-set_at", "-id"], name="protected_entry_newest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("issue", "field"), name="protected_field_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("comment__isnull", False),
                                        ("field", ""),
                                        ("inner", False),
                                        ("issue", None),
                                        ("note", None),
                                    ),
                                    models.Q(
                                        ("comment", None),
                                        ("field", ""),
                                        ("inner", True),
                                        ("issue", None),
                                        ("note__isnull", False),
                                    ),
                                    models.Q(
                                        ("comment", None),
                                        ("inner", False),
                                        ("issue__isnull", False),
                                        ("note", None),
                                        models.Q(("field", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="protected_entry_of_one_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("field", ""),
                                    (
                                        "field__in",
                                        [
                                            "operating_day",
                                            "interval",
                                            "settlement_run",
                                            "statement_id",
                                            "resource",
                                            "esi_id",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="protected_entry_field",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "protection__in",
                                        [
                                            "PI-OFFER",
                                            "PI-STATUS",
                                            "PI-DISP",
                                            "PI-SETTLE",
                                            "PI-LOAD",
                                            "PI-ESI",
                                            "PI-CREDIT",
                                            "PI-COST",
                                            "PI-CUST",
                                            "PI-CRR",
                                            "PI-MARKED",
                                            "ECEII",
                                            "PI-REL",
                                            "PUBLIC",
                                        ],
                                    )
                                ),
                                name="protected_entry_class",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("protection", "PI-MARKED"), _negated=True),
                                    models.Q(("because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="protected_entry_because",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("released_at", None), ("released_by", None)),
                                    models.Q(
                                        ("released_at__isnull", False),
                                        ("released_by__isnull", False),
                                        models.Q(("release_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="protected_entry_released_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("two_persons", False),
                                    ("released_by", None),
                                    models.Q(("released_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="protected_entry_second_person",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
