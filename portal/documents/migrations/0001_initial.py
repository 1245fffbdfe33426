import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("participant_id", models.BigIntegerField(null=True)),
                        ("registration_id", models.BigIntegerField(null=True)),
                        ("inner", models.BooleanField(default=False, verbose_name="for the staff only")),
                        ("name", models.CharField(max_length=150)),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the content")),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField()),
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
                                default="PI-REL",
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
                        (
                            "marked_because",
                            models.CharField(blank=True, max_length=300, verbose_name="why it has this class"),
                        ),
                        (
                            "set_by_operator",
                            models.BooleanField(default=False, verbose_name="class set by the operator"),
                        ),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-uploaded_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant_id", "-uploaded_at"], name="document_participant"),
                            models.Index(
                                condition=models.Q(("confidential_until__isnull", False), ("released_at", None)),
                                fields=["confidential_until", "id"],
                                name="document_until",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("content_type", ""), _negated=True)
                                ),
                                name="document_named",
                            ),
                            models.CheckConstraint(condition=models.Q(("size__gte", 1)), name="document_not_empty"),
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
                                name="document_protection",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("protection", "PI-MARKED"), _negated=True),
                                    models.Q(("marked_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="document_marked_because",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentContent",
                    fields=[
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="content",
                                serialize=False,
                                to="documents.document",
                            ),
                        ),
                        ("content", models.BinaryField()),
                    ],
                    options={
                        "verbose_name": "content of a document",
                        "verbose_name_plural": "contents of documents",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="openings",
                                to="documents.document",
                            ),
                        ),
                        (
                            "thing",
                            models.CharField(blank=True, max_length=20, verbose_name="reference of what is no file"),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="name of the file or entry")),
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
                            models.UniqueConstraint(
                                condition=models.Q(("thing", ""), _negated=True),
                                fields=("thing", "person", "hour"),
                                name="opening_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("document__isnull", False), ("thing", "")),
                                    models.Q(("document", None), models.Q(("thing", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="opening_of_one_thing",
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
                                name="opening_protection",
                            ),
                        ],
                    },
                ),
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
                        "abstract": False,
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
            ],
        ),
    ]
