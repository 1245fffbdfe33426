import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
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
                    name="AddressTrouble",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("address", models.EmailField(max_length=254)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("bounced", "Mail came back"),
                                    ("refused", "Refused by the mail server"),
                                    ("complained", "Reported as unwanted"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("detail", models.CharField(blank=True, max_length=300)),
                        ("cleared_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cleared_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "address trouble",
                        "ordering": ["-since", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("address"),
                                condition=models.Q(("cleared_at", None)),
                                name="address_trouble_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["bounced", "refused", "complained"])),
                                name="address_trouble_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutboundMessage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("kind", models.CharField(max_length=80)),
                        ("dedupe_key", models.CharField(max_length=200, unique=True)),
                        (
                            "recipient",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "on_behalf_of",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("address", models.EmailField(max_length=254)),
                        ("about_type", models.CharField(blank=True, max_length=60)),
                        ("about_ref", models.CharField(blank=True, max_length=20)),
                        (
                            "participant_id",
                            models.BigIntegerField(
                                help_text="whose data it concerns; no foreign key: ground floor", null=True
                            ),
                        ),
                        (
                            "severity",
                            models.CharField(
                                choices=[
                                    ("info", "For information"),
                                    ("normal", "Normal"),
                                    ("high", "Important"),
                                    ("critical", "Critical"),
                                ],
                                default="normal",
                                max_length=10,
                            ),
                        ),
                        ("facts", models.JSONField(blank=True, default=dict)),
                        ("sealed", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Waiting"),
                                    ("sending", "On its way"),
                                    ("sent", "Sent"),
                                    ("failed", "Could not deliver"),
                                    ("digest", "Waiting for the digest"),
                                    ("digested", "Sent in a digest"),
                                    ("undone", "Taken back"),
                                    ("dropped", "Not sent"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("hold_reason", models.CharField(blank=True, max_length=60)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("sending_since", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("repeats", models.PositiveSmallIntegerField(default=0)),
                        ("last_error", models.CharField(blank=True, max_length=300)),
                        ("message_id", models.CharField(max_length=200, unique=True)),
                        ("thread_key", models.CharField(blank=True, max_length=120)),
                        (
                            "digest",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="digested",
                                to="outbox.outboundmessage",
                            ),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "queued")), fields=["due_at", "id"], name="message_due"
                            ),
                            models.Index(
                                condition=models.Q(("severity", "critical"), ("state", "queued")),
                                fields=["due_at", "id"],
                                name="message_due_critical",
                            ),
                            models.Index(
                                condition=models.Q(("state", "sending")), fields=["lease_until"], name="message_leases"
                            ),
                            models.Index(
                                condition=models.Q(("state", "digest")),
                                fields=["recipient", "due_at"],
                                name="message_for_digest",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["failed", "dropped"])),
                                fields=["-id"],
                                name="message_undelivered",
                            ),
                            models.Index(
                                condition=models.Q(("repeats__gt", 0)), fields=["-id"], name="message_repeated"
                            ),
                            models.Index(
                                condition=models.Q(("about_ref", ""), _negated=True),
                                fields=["about_ref"],
                                name="message_about",
                            ),
                            models.Index(
                                condition=models.Q(("written_by__isnull", False)),
                                fields=["written_by", "-id"],
                                name="message_written",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "queued",
                                            "sending",
                                            "sent",
                                            "failed",
                                            "digest",
                                            "digested",
                                            "undone",
                                            "dropped",
                                        ],
                                    )
                                ),
                                name="message_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("severity__in", ["info", "normal", "high", "critical"])),
                                name="message_severity",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at__isnull", False), ("state", "sent")),
                                    models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="message_sent_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sending"), _negated=True),
                                    ("lease_until__isnull", False),
                                    _connector="OR",
                                ),
                                name="message_leased",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sent"), _negated=True), ("sealed", ""), _connector="OR"
                                ),
                                name="message_emptied_once_sent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("address", ""), _negated=True), name="message_addressed"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notification",
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
                            "recipient",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notifications",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "on_behalf_of",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("kind", models.CharField(max_length=80)),
                        ("dedupe_key", models.CharField(max_length=200)),
                        ("about_type", models.CharField(blank=True, max_length=60)),
                        ("about_ref", models.CharField(blank=True, max_length=20)),
                        (
                            "participant_id",
                            models.BigIntegerField(
                                help_text="whose data it concerns; no foreign key: ground floor", null=True
                            ),
                        ),
                        (
                            "severity",
                            models.CharField(
                                choices=[
                                    ("info", "For information"),
                                    ("normal", "Normal"),
                                    ("high", "Important"),
                                    ("critical", "Critical"),
                                ],
                                default="normal",
                                max_length=10,
                            ),
                        ),
                        ("facts", models.JSONField(blank=True, default=dict)),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "seen_from",
                            models.DateTimeField(blank=True, null=True, verbose_name="may be taken back until"),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["recipient", "-id"], name="notification_recipient"),
                            models.Index(
                                condition=models.Q(("read_at", None)),
                                fields=["recipient", "-id"],
                                name="notification_unread",
                            ),
                            models.Index(fields=["recipient", "about_ref"], name="notification_about"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("recipient", "dedupe_key"), name="notification_once"),
                            models.CheckConstraint(
                                condition=models.Q(("severity__in", ["info", "normal", "high", "critical"])),
                                name="notification_severity",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Preference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="message_preferences",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("kind", models.CharField(max_length=80)),
                        ("in_app", models.BooleanField(default=True)),
                        (
                            "mail",
                            models.CharField(
                                choices=[
                                    ("now", "At once"),
                                    ("daily", "Daily digest"),
                                    ("weekly", "Weekly digest"),
                                    ("off", "Never"),
                                ],
                                default="now",
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["user", "kind"],
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "kind"), name="preference_once"),
                            models.CheckConstraint(
                                condition=models.Q(("mail__in", ["now", "daily", "weekly", "off"])),
                                name="preference_mail",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeliverySettings",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="delivery_settings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("quiet_from", models.TimeField(blank=True, null=True)),
                        ("quiet_until", models.TimeField(blank=True, null=True)),
                        ("quiet_weekends", models.BooleanField(default=False)),
                        ("digest_at", models.TimeField(default="08:00")),
                        (
                            "digest_weekday",
                            models.PositiveSmallIntegerField(
                                default=0, validators=[django.core.validators.MaxValueValidator(6)]
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["user"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quiet_from", None), ("quiet_until", None)),
                                    models.Q(
                                        ("quiet_from__isnull", False),
                                        ("quiet_until__isnull", False),
                                        models.Q(("quiet_from", models.F("quiet_until")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="quiet_hours_both",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest_weekday__lte", 6)), name="digest_weekday"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
