import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0008_answers_held_wall"),
        ("participants", "0012_interactions_wall"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="ReviewPolicy",
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
                            "level",
                            models.CharField(
                                choices=[("I", "Level I"), ("II", "Level II"), ("senior", "Senior")],
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("share", models.PositiveSmallIntegerField(verbose_name="share in percent")),
                        ("least", models.PositiveSmallIntegerField(verbose_name="at least")),
                        ("most", models.PositiveSmallIntegerField(verbose_name="at most")),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[("answer", "Answers in issues"), ("letter", "Letters")], max_length=10
                                ),
                                help_text="what is drawn from",
                                size=None,
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "edited",
                            models.BooleanField(
                                default=False,
                                help_text="an edited row is never overwritten by defaults",
                                verbose_name="edited here",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "policy of reviews",
                        "verbose_name_plural": "policies of reviews",
                        "ordering": ["level"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["I", "II", "senior"])), name="review_policy_level"
                            ),
                            models.CheckConstraint(condition=models.Q(("share__lte", 100)), name="review_policy_share"),
                            models.CheckConstraint(
                                condition=models.Q(("least__lte", models.F("most"))),
                                name="review_policy_least_and_most",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kinds__contained_by", ["answer", "letter"]), ("kinds__len__gt", 0)
                                ),
                                name="review_policy_kinds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewCriterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("code", models.SlugField(max_length=30, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        ("about", models.TextField(blank=True)),
                        ("active", models.BooleanField(default=True)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "edited",
                            models.BooleanField(
                                default=False,
                                help_text="an edited row is never overwritten by defaults",
                                verbose_name="edited here",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "criterion of reviews",
                        "verbose_name_plural": "criteria of reviews",
                        "ordering": ["order", "name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="review_criterion_named"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewDraw",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("week", models.DateField(help_text="its Monday")),
                        ("answers", models.PositiveIntegerField(help_text="there were so many")),
                        ("drawn", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "draw of reviews",
                        "verbose_name_plural": "draws of reviews",
                        "ordering": ["-week", "person"],
                        "constraints": [
                            models.UniqueConstraint(fields=("week", "person"), name="review_draw_once"),
                            models.CheckConstraint(
                                condition=models.Q(("drawn__lte", models.F("answers"))), name="review_draw_of_those"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerReview",
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
                            "comment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review",
                                to="issues.comment",
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "letter",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review",
                                to="participants.letter",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "week",
                            models.DateField(
                                blank=True, help_text="the Monday of the week it was drawn from", null=True
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("because", models.CharField(blank=True, max_length=300, verbose_name="why it was asked for")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drawn", "To review"),
                                    ("reviewed", "To be read"),
                                    ("discussed", "Discussed"),
                                    ("closed", "Closed"),
                                    ("skipped", "Skipped"),
                                ],
                                default="drawn",
                                max_length=10,
                            ),
                        ),
                        ("drawn_at", models.DateTimeField()),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        ("summary", models.TextField(blank=True)),
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
                        ("reply", models.TextField(blank=True, verbose_name="the author's words")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="why skipped or closed")),
                    ],
                    options={
                        "verbose_name": "review of an answer",
                        "verbose_name_plural": "reviews of answers",
                        "ordering": ["-drawn_at", "-id"],
                        "indexes": [
                            models.Index(fields=["-drawn_at", "-id"], name="answer_review_newest"),
                            models.Index(fields=["author", "-drawn_at", "-id"], name="answer_review_of_author"),
                            models.Index(fields=["reviewer", "-drawn_at", "-id"], name="answer_review_by_reviewer"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("comment__isnull", False), ("letter", None)),
                                    models.Q(("comment", None), ("letter__isnull", False)),
                                    _connector="OR",
                                ),
                                name="answer_review_of_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("author", models.F("reviewer")), _negated=True),
                                name="answer_review_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["drawn", "reviewed", "discussed", "closed", "skipped"])
                                ),
                                name="answer_review_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_by", None), ("week__isnull", False)),
                                    models.Q(("asked_by__isnull", False), ("week", None)),
                                    _connector="OR",
                                ),
                                name="answer_review_drawn_or_asked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reviewed_at", None), ("state__in", ("drawn", "skipped"))),
                                    models.Q(
                                        ("reviewed_at__isnull", False),
                                        ("state__in", ("reviewed", "discussed", "closed")),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_review_reviewed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at", None), ("settled_by", None), ("state__in", ("drawn", "reviewed"))
                                    ),
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                        ("state__in", ("discussed", "closed", "skipped")),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_review_settled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("skipped", "closed")), models.Q(("reason", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("skipped", "closed")), _negated=True), ("reason", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_review_reasoned",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewMark",
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
                            "review",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="issues.answerreview",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="issues.reviewcriterion",
                            ),
                        ),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Not yet"), (2, "Partly"), (3, "Good"), (4, "Very good")]
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mark of a review",
                        "verbose_name_plural": "marks of reviews",
                        "ordering": ["review", "criterion__order", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("review", "criterion"), name="review_mark_once"),
                            models.CheckConstraint(
                                condition=models.Q(("grade__in", [1, 2, 3, 4])), name="review_mark_grade"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoachingPoint",
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
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="issues.answerreview",
                            ),
                        ),
                        (
                            "word",
                            models.CharField(
                                choices=[("keep", "Keep doing this"), ("change", "Do this differently")], max_length=10
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
                        ("text", models.TextField()),
                    ],
                    options={
                        "ordering": ["review", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="coaching_point_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("word__in", ["keep", "change"])), name="coaching_point_word"
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("automatic", False), ("side", "operator")),
                fields=["author", "at"],
                name="comment_of_operator",
            ),
        ),
    ]
