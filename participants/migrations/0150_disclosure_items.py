import django.db.models.deletion
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    """Which files and entries of an owner are asked for in a disclosure, by reference."""

    dependencies = [
        ("participants", "0140_rows_kept"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="DisclosureItem",
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
                            "line",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="participants.disclosureline",
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
                        ("kind", models.CharField(max_length=10)),
                        ("item_ref", models.CharField(max_length=20, verbose_name="reference of the file or entry")),
                        ("name", models.CharField(max_length=200)),
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
                    ],
                    options={
                        "verbose_name": "item of a disclosure",
                        "verbose_name_plural": "items of disclosures",
                        "ordering": ["line", "id"],
                        "indexes": [models.Index(fields=["item_ref"], name="disclosure_item_ref")],
                        "constraints": [
                            models.UniqueConstraint(fields=("line", "item_ref"), name="disclosure_item_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", ""), _negated=True),
                                    models.Q(("item_ref", ""), _negated=True),
                                    models.Q(("name", ""), _negated=True),
                                ),
                                name="disclosure_item_named",
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
                                name="disclosure_item_class",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
