import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0040_plan_steps_of_both_sides"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Interaction",
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
                                related_name="interactions",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("call", "Call"),
                                    ("meeting", "Meeting"),
                                    ("visit", "Visit"),
                                    ("mail", "E-mail"),
                                    ("portal", "In the portal"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("operator", "Operator"), ("participant", "Participant")],
                                default="operator",
                                max_length=12,
                                verbose_name="who began it",
                            ),
                        ),
                        ("happened_at", models.DateTimeField(verbose_name="when")),
                        ("minutes", models.PositiveSmallIntegerField(default=0, verbose_name="minutes it took")),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("power", "Power operations"),
                                        ("wholesale", "Wholesale market operations"),
                                        ("retail", "Retail market operations"),
                                        ("settlement", "Financial settlement"),
                                        ("access", "Registration and access"),
                                        ("general", "General"),
                                        ("credit", "Credit"),
                                        ("obligations", "Obligations"),
                                        ("training", "Training"),
                                        ("plan", "Account plan"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("summary", models.TextField(help_text="for the staff only")),
                        ("about", models.CharField(blank=True, max_length=20, verbose_name="about the row")),
                        (
                            "follow_up",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.followup",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="struck out")),
                    ],
                    options={
                        "ordering": ["-happened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-happened_at", "-id"], name="interaction_participant"),
                            models.Index(fields=["-happened_at", "-id"], name="interaction_newest"),
                            models.Index(fields=["written_by", "-happened_at", "-id"], name="interaction_writer"),
                            models.Index(
                                condition=models.Q(("about", ""), _negated=True),
                                fields=["about"],
                                name="interaction_about",
                            ),
                            django.contrib.postgres.indexes.GinIndex(fields=["topics"], name="interaction_topic"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("summary"), name="gin_trgm_ops"
                                ),
                                name="interaction_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("summary", ""), _negated=True), name="interaction_summarized"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["call", "meeting", "visit", "mail", "portal"])),
                                name="interaction_channel",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["operator", "participant"])), name="interaction_side"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "topics__contained_by",
                                        [
                                            "power",
                                            "wholesale",
                                            "retail",
                                            "settlement",
                                            "access",
                                            "general",
                                            "credit",
                                            "obligations",
                                            "training",
                                            "plan",
                                        ],
                                    )
                                ),
                                name="interaction_topics",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__lte", 1440)), name="interaction_within_a_day"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InteractionPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="participants.interaction",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.contact",
                            ),
                        ),
                        (
                            "colleague",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                    ],
                    options={
                        "verbose_name": "person of an interaction",
                        "verbose_name_plural": "people of interactions",
                        "ordering": ["interaction", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("interaction", "contact"), name="interaction_contact_once"),
                            models.UniqueConstraint(
                                fields=("interaction", "colleague"), name="interaction_colleague_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("colleague__isnull", True), ("contact__isnull", False)),
                                    models.Q(("colleague__isnull", False), ("contact__isnull", True)),
                                    _connector="OR",
                                ),
                                name="interaction_person_of_one_side",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("code", models.CharField(blank=True, max_length=30)),
                        ("title", models.CharField(max_length=80)),
                        ("text", models.TextField()),
                        (
                            "edited",
                            models.BooleanField(
                                default=False,
                                help_text="an edited row is never overwritten by defaults",
                                verbose_name="edited here",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="out of use since")),
                    ],
                    options={
                        "verbose_name": "template of letters",
                        "verbose_name_plural": "templates of letters",
                        "ordering": ["title", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["title", "id"],
                                name="letter_template_in_use",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True), models.Q(("text", ""), _negated=True)
                                ),
                                name="letter_template_not_empty",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                fields=("code",),
                                name="letter_template_code_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterReply",
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
                            "letter",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="participants.letter",
                            ),
                        ),
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
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.contact",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("address", models.EmailField(max_length=254)),
                        ("text", models.TextField()),
                        ("automatic", models.BooleanField(default=False)),
                        ("received_at", models.DateTimeField()),
                        ("mail", models.CharField(max_length=20, unique=True, verbose_name="mail that came in")),
                    ],
                    options={
                        "verbose_name": "reply to a letter",
                        "verbose_name_plural": "replies to letters",
                        "ordering": ["letter", "received_at", "id"],
                        "indexes": [
                            models.Index(fields=["letter", "received_at", "id"], name="letter_reply_order"),
                            models.Index(
                                fields=["participant", "-received_at", "-id"], name="letter_reply_participant"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="letter_reply_not_empty"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                                related_name="meetings",
                                to="participants.participant",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("agenda", models.TextField(blank=True, help_text="everybody invited reads it")),
                        ("starts_at", models.DateTimeField(verbose_name="begins")),
                        ("ends_at", models.DateTimeField(verbose_name="ends")),
                        ("place", models.CharField(blank=True, max_length=200, verbose_name="place or link")),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("power", "Power operations"),
                                        ("wholesale", "Wholesale market operations"),
                                        ("retail", "Retail market operations"),
                                        ("settlement", "Financial settlement"),
                                        ("access", "Registration and access"),
                                        ("general", "General"),
                                        ("credit", "Credit"),
                                        ("obligations", "Obligations"),
                                        ("training", "Training"),
                                        ("plan", "Account plan"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "organizer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("organizer_name", models.CharField(max_length=120)),
                        (
                            "state",
                            models.CharField(
                                choices=[("planned", "Planned"), ("held", "Held"), ("canceled", "Canceled")],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, verbose_name="version of the invitation")),
                        (
                            "asked_sequence",
                            models.PositiveIntegerField(default=0, verbose_name="version since which answers count"),
                        ),
                        ("changed_at", models.DateTimeField(verbose_name="last told of")),
                        (
                            "interaction",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting",
                                to="participants.interaction",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at", "id"],
                        "indexes": [
                            models.Index(fields=["participant", "-starts_at", "-id"], name="meeting_participant"),
                            models.Index(
                                condition=models.Q(("state", "planned")),
                                fields=["starts_at", "id"],
                                name="meeting_planned",
                            ),
                            models.Index(fields=["-starts_at", "-id"], name="meeting_newest"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                name="meeting_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="meeting_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["planned", "held", "canceled"])), name="meeting_state"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="meeting_lasts"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "topics__contained_by",
                                        [
                                            "power",
                                            "wholesale",
                                            "retail",
                                            "settlement",
                                            "access",
                                            "general",
                                            "credit",
                                            "obligations",
                                            "training",
                                            "plan",
                                        ],
                                    )
                                ),
                                name="meeting_topics",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("interaction__isnull", False), ("state", "held")),
                                    models.Q(models.Q(("state", "held"), _negated=True), ("interaction__isnull", True)),
                                    _connector="OR",
                                ),
                                name="meeting_held_in_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingGuest",
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
                            "meeting",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guests",
                                to="participants.meeting",
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
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.contact",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting_invitations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("address", models.EmailField(max_length=254)),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("waiting", "No answer yet"),
                                    ("accepted", "Accepted"),
                                    ("tentative", "Maybe"),
                                    ("declined", "Declined"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("link", "by the link in the mail"),
                                    ("calendar", "from their calendar"),
                                    ("portal", "in the portal"),
                                    ("desk", "taken down at the desk"),
                                ],
                                max_length=10,
                                verbose_name="how it came",
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300)),
                        (
                            "removed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="no longer invited since"),
                        ),
                    ],
                    options={
                        "verbose_name": "invitation to a meeting",
                        "verbose_name_plural": "invitations to meetings",
                        "ordering": ["meeting", "name", "id"],
                        "indexes": [models.Index(fields=["meeting", "name", "id"], name="meeting_guest_order")],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "contact"), name="meeting_contact_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("contact__isnull", True)),
                                fields=("meeting", "person"),
                                name="meeting_colleague_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("address", ""), _negated=True), name="meeting_guest_addressed"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("contact__isnull", False), ("person__isnull", False), _connector="OR"
                                ),
                                name="meeting_guest_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer__in", ["waiting", "accepted", "tentative", "declined"])),
                                name="meeting_guest_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("way", ""), ("way__in", ["link", "calendar", "portal", "desk"]), _connector="OR"
                                ),
                                name="meeting_guest_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "waiting"), ("answered_at__isnull", True), ("way", "")),
                                    models.Q(
                                        models.Q(("answer", "waiting"), _negated=True),
                                        ("answered_at__isnull", False),
                                        models.Q(("way", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_guest_answered",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
