import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0021_what_is_complex"),
        ("participants", "0011_plans_wall"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="ApprovedAnswer",
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
                            "document",
                            models.CharField(
                                choices=[
                                    ("NP", "Nodal Protocols"),
                                    ("NOG", "Nodal Operating Guide"),
                                    ("PG", "Planning Guide"),
                                    ("RMG", "Retail Market Guide"),
                                    ("LPG", "Load Profiling Guide"),
                                    ("COPMG", "Commercial Operations Market Guide"),
                                    ("SMOG", "Settlement Metering Operating Guide"),
                                    ("VCM", "Verifiable Cost Manual"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("section", models.CharField(max_length=60)),
                        ("path", models.CharField(editable=False, max_length=120)),
                        ("title", models.CharField(max_length=160)),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        ("retired_because", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "verbose_name": "approved answer",
                        "ordering": ["path", "id"],
                        "indexes": [
                            models.Index(
                                fields=["path", "id"],
                                name="approved_answer_by_path",
                                opclasses=["text_pattern_ops", "int8_ops"],
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("document__in", ["NP", "NOG", "PG", "RMG", "LPG", "COPMG", "SMOG", "VCM"])
                                ),
                                name="approvedanswer_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "section__regex",
                                        "^[0-9]{1,2}[A-Z]?([.][0-9]{1,3}[A-Z]?){0,7}([(][0-9A-Za-z]{1,4}[)]){0,4}$",
                                    )
                                ),
                                name="approvedanswer_section",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="approved_answer_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("retired_at", None), ("retired_because", "")),
                                    models.Q(
                                        ("retired_at__isnull", False), models.Q(("retired_because", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="approved_answer_retired",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerWording",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="issues.approvedanswer",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("wording", models.TextField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("approved", "Approved"),
                                    ("replaced", "Replaced"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("drafted_at", models.DateTimeField()),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "version of an approved answer",
                        "verbose_name_plural": "versions of approved answers",
                        "ordering": ["answer", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("answer", "number"), name="answer_wording_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "approved")),
                                fields=("answer",),
                                name="answer_wording_one_approved",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("answer",),
                                name="answer_wording_one_draft",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wording", ""), _negated=True), name="answer_wording_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "approved", "replaced", "discarded"])),
                                name="answer_wording_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                        ("state__in", ("approved", "replaced")),
                                        models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                                    ),
                                    models.Q(
                                        ("approved_at", None),
                                        ("approved_by", None),
                                        ("state__in", ("draft", "discarded")),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_wording_approved_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guidance",
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
                            "document",
                            models.CharField(
                                choices=[
                                    ("NP", "Nodal Protocols"),
                                    ("NOG", "Nodal Operating Guide"),
                                    ("PG", "Planning Guide"),
                                    ("RMG", "Retail Market Guide"),
                                    ("LPG", "Load Profiling Guide"),
                                    ("COPMG", "Commercial Operations Market Guide"),
                                    ("SMOG", "Settlement Metering Operating Guide"),
                                    ("VCM", "Verifiable Cost Manual"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("section", models.CharField(max_length=60)),
                        ("path", models.CharField(editable=False, max_length=120)),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        ("wording", models.TextField()),
                        (
                            "given_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("answer", "Answer to an issue"),
                                    ("call", "Call"),
                                    ("letter", "Letter"),
                                    ("meeting", "Meeting"),
                                ],
                                default="answer",
                                max_length=10,
                                verbose_name="given in",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guidance",
                                to="issues.issue",
                            ),
                        ),
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
                        (
                            "stand",
                            models.CharField(
                                choices=[
                                    ("first", "Nothing before it"),
                                    ("same", "Same as before"),
                                    ("differs", "Differs"),
                                ],
                                max_length=8,
                                verbose_name="stands to what was said before",
                            ),
                        ),
                        (
                            "earlier",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.guidance",
                            ),
                        ),
                        ("because", models.TextField(blank=True, verbose_name="differs because")),
                        (
                            "approved",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.answerwording",
                                verbose_name="approved wording",
                            ),
                        ),
                        (
                            "ended",
                            models.CharField(
                                blank=True,
                                choices=[("taken_back", "Taken back before it left"), ("corrected", "To be corrected")],
                                max_length=10,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.followup",
                                verbose_name="task to tell",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "guidance",
                        "verbose_name_plural": "guidance",
                        "ordering": ["-given_at", "-id"],
                        "indexes": [
                            models.Index(fields=["-given_at", "-id"], name="guidance_newest"),
                            models.Index(
                                fields=["path", "given_at"],
                                name="guidance_found_by",
                                opclasses=["text_pattern_ops", "timestamptz_ops"],
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("document__in", ["NP", "NOG", "PG", "RMG", "LPG", "COPMG", "SMOG", "VCM"])
                                ),
                                name="guidance_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "section__regex",
                                        "^[0-9]{1,2}[A-Z]?([.][0-9]{1,3}[A-Z]?){0,7}([(][0-9A-Za-z]{1,4}[)]){0,4}$",
                                    )
                                ),
                                name="guidance_section",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wording", ""), _negated=True), name="guidance_worded"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("way__in", ["answer", "call", "letter", "meeting"])),
                                name="guidance_way",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stand__in", ["first", "same", "differs"])), name="guidance_stand"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("earlier__isnull", False),
                                        ("stand", "differs"),
                                        models.Q(("because", ""), _negated=True),
                                    ),
                                    models.Q(models.Q(("stand", "differs"), _negated=True), ("because", "")),
                                    _connector="OR",
                                ),
                                name="guidance_differs_because",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended", ""), ("ended_at", None)),
                                    models.Q(("ended__in", ["taken_back", "corrected"]), ("ended_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="guidance_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuidanceReview",
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
                            "guidance",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="review", to="issues.guidance"
                            ),
                        ),
                        (
                            "earlier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="issues.guidance"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("settled", "Settled"), ("dropped", "Not needed")],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("both", "Both stand: the facts differ"),
                                    ("earlier", "The earlier one is to be corrected"),
                                    ("this", "This one is to be corrected"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("opened_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "settled_by",
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
                        "verbose_name": "review of guidance",
                        "verbose_name_plural": "reviews of guidance",
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["-opened_at", "-id"], name="guidance_review_newest"),
                            models.Index(
                                condition=models.Q(("state", "open")), fields=["opened_at"], name="guidance_review_open"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "settled", "dropped"])),
                                name="guidance_review_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("outcome__in", ["both", "earlier", "this"]),
                                        ("settled_by__isnull", False),
                                        ("state", "settled"),
                                    ),
                                    models.Q(models.Q(("state", "settled"), _negated=True), ("outcome", "")),
                                    _connector="OR",
                                ),
                                name="guidance_review_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at", None), ("state", "open")),
                                    models.Q(models.Q(("state", "open"), _negated=True), ("settled_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="guidance_review_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Improvement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("title", models.CharField(max_length=160)),
                        ("problem", models.TextField()),
                        ("measure", models.CharField(max_length=200, verbose_name="what is measured")),
                        ("unit", models.CharField(max_length=30)),
                        ("figure", models.CharField(blank=True, max_length=60, verbose_name="registered measure")),
                        ("topic", models.CharField(blank=True, max_length=120)),
                        ("baseline", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ("baseline_on", models.DateField(blank=True, null=True)),
                        ("target", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        (
                            "after",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="value afterwards"
                            ),
                        ),
                        ("after_on", models.DateField(blank=True, null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "shared_goal",
                            models.BooleanField(default=False, verbose_name="goal that the departments share"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("accepted", "Accepted"),
                                    ("under_way", "Under way"),
                                    ("measuring", "Measuring"),
                                    ("closed", "Closed"),
                                    ("dropped", "Dropped"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
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
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("departments", models.ManyToManyField(blank=True, related_name="+", to="accounts.department")),
                    ],
                    options={
                        "verbose_name": "improvement item",
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(fields=["state", "id"], name="improvement_board"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                name="improvement_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True), models.Q(("problem", ""), _negated=True)
                                ),
                                name="improvement_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("measure", ""), _negated=True), models.Q(("unit", ""), _negated=True)
                                ),
                                name="improvement_measured",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["proposed", "accepted", "under_way", "measuring", "closed", "dropped"],
                                    )
                                ),
                                name="improvement_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("baseline", None), ("baseline_on", None)),
                                    models.Q(("baseline__isnull", False), ("baseline_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="improvement_baseline_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("after", None), ("after_on", None)),
                                    models.Q(("after__isnull", False), ("after_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="improvement_after_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("state__in", ("closed", "dropped"))),
                                    models.Q(
                                        ("ended_at", None),
                                        ("state__in", ("proposed", "accepted", "under_way", "measuring")),
                                    ),
                                    _connector="OR",
                                ),
                                name="improvement_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImprovementStep",
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="issues.improvement",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("accepted", "Accepted"),
                                    ("under_way", "Under way"),
                                    ("measuring", "Measuring"),
                                    ("closed", "Closed"),
                                    ("dropped", "Dropped"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "verbose_name": "step of an improvement item",
                        "ordering": ["item", "at", "id"],
                        "indexes": [models.Index(fields=["item", "at", "id"], name="improvement_step_order")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["proposed", "accepted", "under_way", "measuring", "closed", "dropped"],
                                    )
                                ),
                                name="improvement_step_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measurement",
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measurements",
                                to="issues.improvement",
                            ),
                        ),
                        ("on", models.DateField()),
                        ("value", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("remark", models.CharField(blank=True, max_length=200)),
                        ("counted", models.BooleanField(default=False, verbose_name="counted by the portal")),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["item", "on", "id"],
                        "constraints": [models.UniqueConstraint(fields=("item", "on"), name="measurement_once_a_day")],
                    },
                ),
                migrations.CreateModel(
                    name="ImprovementNote",
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="issues.improvement",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("comment", "Comment"),
                                    ("workshop", "Notes of a workshop"),
                                    ("changed", "What was changed"),
                                ],
                                default="comment",
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "author",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "note on an improvement item",
                        "verbose_name_plural": "notes on improvement items",
                        "ordering": ["item", "-at", "-id"],
                        "indexes": [models.Index(fields=["item", "-at", "-id"], name="improvement_note_order")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="improvement_note_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["comment", "workshop", "changed"])),
                                name="improvement_note_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImprovementIssue",
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
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="linked",
                                to="issues.improvement",
                            ),
                        ),
                        (
                            "issue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="improvements",
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
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "issue of an improvement item",
                        "verbose_name_plural": "issues of improvement items",
                        "ordering": ["item", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "issue"), name="improvement_issue_once")
                        ],
                    },
                ),
            ],
        ),
    ]
