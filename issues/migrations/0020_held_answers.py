import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0020_topics"),
        ("issues", "0013_drafts_of_what_is_taken_down"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="HeldAnswer",
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
                            "issue",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="held_answers",
                                to="issues.issue",
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
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.topic",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="held_answers",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "mentor",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "move",
                            models.CharField(
                                choices=[
                                    ("answer", "Answers"),
                                    ("wait", "Answers and waits for the participant"),
                                    ("resolve", "Resolves"),
                                ],
                                default="answer",
                                max_length=10,
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("question", "Question answered"),
                                    ("participant_data", "Participant's data or submission"),
                                    ("participant_system", "Participant's system"),
                                    ("operator_data", "Operator's data"),
                                    ("operator_system", "Operator's system"),
                                    ("third_party", "Third party (wires company, vendor)"),
                                    ("rule", "Meaning of a rule"),
                                    ("training", "Training gap"),
                                    ("access", "Access or certificate"),
                                    ("no_fault", "No fault found"),
                                    ("duplicate", "Duplicate"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("portal", "Portal"),
                                    ("mail", "E-mail"),
                                    ("phone", "Phone"),
                                    ("meeting", "Meeting"),
                                    ("api", "API"),
                                    ("import", "Import"),
                                    ("desk_log", "Logged after a call to the desk"),
                                ],
                                default="portal",
                                max_length=20,
                            ),
                        ),
                        ("override_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.referral",
                            ),
                        ),
                        (
                            "guidance",
                            models.JSONField(
                                blank=True, default=list, help_text="what the author said of sections of the rules"
                            ),
                        ),
                        ("because", models.CharField(max_length=300)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("held", "Waits for release"),
                                    ("released", "Released"),
                                    ("returned", "Returned"),
                                    ("withdrawn", "Taken back"),
                                ],
                                default="held",
                                max_length=10,
                            ),
                        ),
                        ("held_at", models.DateTimeField()),
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
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("released_text", models.TextField(blank=True)),
                        ("coaching", models.TextField(blank=True, verbose_name="coaching point")),
                        (
                            "comment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="issues.comment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer to release",
                        "verbose_name_plural": "answers to release",
                        "ordering": ["held_at", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "held")),
                                fields=["held_at", "id"],
                                name="held_answer_waiting",
                            ),
                            models.Index(fields=["issue", "held_at"], name="held_answer_of_issue"),
                            models.Index(fields=["author", "-held_at"], name="held_answer_of_author"),
                            models.Index(fields=["-held_at", "-id"], name="held_answer_newest"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True), models.Q(("because", ""), _negated=True)
                                ),
                                name="held_answer_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("move__in", ["answer", "wait", "resolve"])), name="held_answer_move"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["held", "released", "returned", "withdrawn"])),
                                name="held_answer_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("channel__in", ["portal", "mail", "phone", "meeting", "api", "import", "desk_log"])
                                ),
                                name="held_answer_channel",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "cause__in",
                                            [
                                                "question",
                                                "participant_data",
                                                "participant_system",
                                                "operator_data",
                                                "operator_system",
                                                "third_party",
                                                "rule",
                                                "training",
                                                "access",
                                                "no_fault",
                                                "duplicate",
                                            ],
                                        ),
                                        ("move", "resolve"),
                                    ),
                                    models.Q(models.Q(("move", "resolve"), _negated=True), ("cause", "")),
                                    _connector="OR",
                                ),
                                name="held_answer_cause",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("decided_by", None), ("state", "held")),
                                    models.Q(
                                        models.Q(("state", "held"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="held_answer_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "released"), models.Q(("released_text", ""), _negated=True)),
                                    models.Q(models.Q(("state", "released"), _negated=True), ("released_text", "")),
                                    _connector="OR",
                                ),
                                name="held_answer_released",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), _negated=True),
                                    models.Q(("coaching", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="held_answer_returned_with_a_word",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "held")),
                                fields=("issue", "author"),
                                name="held_answer_one_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeldFile",
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
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="issues.heldanswer",
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
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file of an answer to release",
                        "verbose_name_plural": "files of answers to release",
                        "ordering": ["id"],
                    },
                ),
            ],
        ),
    ]
