import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0011_protection_wall"),
        ("participants", "0101_sign_in_wall"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Disclosure",
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
                            "requester_kind",
                            models.CharField(
                                choices=[
                                    ("commission", "Commission"),
                                    ("court", "Court"),
                                    ("government", "Other government"),
                                    ("operator", "Other system operator"),
                                    ("consultant", "Consultant"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                                verbose_name="kind of requester",
                            ),
                        ),
                        ("requester", models.CharField(max_length=200, verbose_name="who asks")),
                        ("authority", models.CharField(max_length=300, verbose_name="legal basis")),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("note", models.TextField(blank=True, verbose_name="note for the staff")),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [models.Index(fields=["-opened_at", "-id"], name="disclosure_opened")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "requester_kind__in",
                                        ["commission", "court", "government", "operator", "consultant", "other"],
                                    )
                                ),
                                name="disclosure_requester_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("requester", ""), _negated=True),
                                    models.Q(("authority", ""), _negated=True),
                                ),
                                name="disclosure_by_right",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisclosureLine",
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
                            "disclosure",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="participants.disclosure",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disclosure_lines",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Prepared"),
                                    ("noticed", "Owner told"),
                                    ("objected", "Owner objects"),
                                    ("silence_asked", "No notice, to be confirmed"),
                                    ("silent", "No notice by law"),
                                    ("approved", "To be disclosed"),
                                    ("declined", "Not disclosed"),
                                    ("disclosed", "Disclosed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="prepared",
                                max_length=15,
                            ),
                        ),
                        (
                            "requester_kind",
                            models.CharField(
                                choices=[
                                    ("commission", "Commission"),
                                    ("court", "Court"),
                                    ("government", "Other government"),
                                    ("operator", "Other system operator"),
                                    ("consultant", "Consultant"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("requester", models.CharField(max_length=200)),
                        ("authority", models.CharField(max_length=300)),
                        ("what", models.TextField(verbose_name="what of this owner")),
                        ("noticed_at", models.DateTimeField(blank=True, null=True)),
                        ("objects_until", models.DateField(blank=True, null=True)),
                        ("objection", models.TextField(blank=True)),
                        ("objected_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "section",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="section that forbids the notice"
                            ),
                        ),
                        (
                            "silence_by",
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
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason of the decision")),
                        ("disclosed_on", models.DateField(blank=True, null=True)),
                        (
                            "disclosed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "line of a disclosure",
                        "verbose_name_plural": "lines of disclosures",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["participant", "-noticed_at", "-id"], name="disclosure_line_owner")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("disclosure", "participant"), name="disclosure_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "prepared",
                                            "noticed",
                                            "objected",
                                            "silence_asked",
                                            "silent",
                                            "approved",
                                            "declined",
                                            "disclosed",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="disclosure_line_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "requester_kind__in",
                                        ["commission", "court", "government", "operator", "consultant", "other"],
                                    )
                                ),
                                name="disclosure_line_requester_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "silent"), _negated=True),
                                    models.Q(("confirmed_by__isnull", False), models.Q(("section", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="disclosure_line_two_persons",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by", None),
                                    models.Q(("confirmed_by", models.F("silence_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="disclosure_line_second_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "disclosed"), _negated=True),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("disclosed_on__isnull", False),
                                        models.Q(
                                            ("noticed_at__isnull", False),
                                            ("confirmed_by__isnull", False),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosure_line_told_before",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FileRelease",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="releases",
                                to="documents.document",
                            ),
                        ),
                        ("protection", models.CharField(max_length=10, verbose_name="class then")),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
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
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        ("two_persons", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name": "release of a file",
                        "verbose_name_plural": "releases of files",
                        "ordering": ["-proposed_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("document",), name="file_release_once"),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="file_release_reasoned"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("released_at", None), ("released_by", None)),
                                    models.Q(("released_at__isnull", False), ("released_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="file_release_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("two_persons", False),
                                    ("released_by", None),
                                    models.Q(("released_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="file_release_second_person",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
