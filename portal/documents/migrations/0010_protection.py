import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    """Every file has a class with the last day on which it is confidential, and it is known who opened it."""

    dependencies = [
        ("documents", "0003_under_ones_own_name"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="ProtectionClass",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("code", models.CharField(max_length=30, unique=True)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(max_length=300)),
                        (
                            "tag",
                            models.CharField(
                                choices=[
                                    ("V", "Verified"),
                                    ("K", "General knowledge"),
                                    ("k", "Unsure"),
                                    ("P", "Proposal"),
                                ],
                                max_length=1,
                                verbose_name="how sure",
                            ),
                        ),
                        ("effective_from", models.DateField(blank=True, null=True)),
                        ("effective_to", models.DateField(blank=True, null=True)),
                        (
                            "edited",
                            models.BooleanField(
                                default=False,
                                help_text="an edited row is never overwritten by defaults",
                                verbose_name="edited here",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("examples", models.CharField(max_length=300)),
                        (
                            "ends",
                            models.CharField(
                                choices=[
                                    ("never", "Never"),
                                    ("days", "Days after a day"),
                                    ("posted", "When it is posted"),
                                    ("agreed", "As agreed"),
                                    ("open", "Not confidential"),
                                ],
                                max_length=10,
                                verbose_name="stops being confidential",
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(default=0)),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "None"),
                                    ("operating_day", "Operating day"),
                                    ("creation", "Day of storing"),
                                ],
                                max_length=20,
                                verbose_name="counted from",
                            ),
                        ),
                        ("two_persons", models.BooleanField(default=False, verbose_name="a release takes two persons")),
                        (
                            "names_reader",
                            models.BooleanField(default=True, verbose_name="the owner reads the name of who opened it"),
                        ),
                    ],
                    options={
                        "verbose_name": "class of protected information",
                        "verbose_name_plural": "classes of protected information",
                        "ordering": ["order", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="protectionclass_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="protectionclass_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="protectionclass_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "code__in",
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
                                name="protectionclass_code",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends__in", ["never", "days", "posted", "agreed", "open"])),
                                name="protectionclass_ends",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis__in", ["", "operating_day", "creation"])),
                                name="protectionclass_basis",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("days__gte", 1), ("ends", "days"), models.Q(("basis", ""), _negated=True)
                                    ),
                                    models.Q(models.Q(("ends", "days"), _negated=True), ("basis", ""), ("days", 0)),
                                    _connector="OR",
                                ),
                                name="protectionclass_counts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("participant_id", models.BigIntegerField()),
                        (
                            "document",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="openings",
                                to="documents.document",
                            ),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="name of the file")),
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
                        ("inner", models.BooleanField(default=False, verbose_name="for the staff only")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("shown_as", models.CharField(max_length=300, verbose_name="as the owner reads it")),
                        ("hour", models.DateTimeField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant_id", "-at", "-id"], name="opening_participant"),
                            models.Index(fields=["person", "-at", "-id"], name="opening_person"),
                            models.Index(fields=["-at", "-id"], name="opening_at"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "person", "hour"), name="opening_once_an_hour"),
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
                                name="opening_protection",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="document",
                    name="basis_day",
                    field=models.DateField(blank=True, null=True, verbose_name="operating day"),
                ),
                migrations.AddField(
                    model_name="document",
                    name="confidential_until",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="document",
                    name="marked_because",
                    field=models.CharField(blank=True, max_length=300, verbose_name="why it has this class"),
                ),
                migrations.AddField(
                    model_name="document",
                    name="protection",
                    field=models.CharField(
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
                        default="PI-REL",
                        max_length=10,
                        verbose_name="class",
                    ),
                ),
                migrations.AddField(
                    model_name="document",
                    name="released_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="document",
                    name="set_by_operator",
                    field=models.BooleanField(default=False, verbose_name="class set by the operator"),
                ),
                migrations.AddField(
                    model_name="document",
                    name="why_until",
                    field=models.CharField(blank=True, max_length=300, verbose_name="how that day was reckoned"),
                ),
                migrations.AddIndex(
                    model_name="document",
                    index=models.Index(
                        condition=models.Q(("confidential_until__isnull", False), ("released_at", None)),
                        fields=["confidential_until", "id"],
                        name="document_until",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="document",
                    constraint=models.CheckConstraint(
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
                        name="document_protection",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="document",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("protection", "PI-MARKED"), _negated=True),
                            models.Q(("marked_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="document_marked_because",
                    ),
                ),
            ],
        ),
    ]
