import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0031_items_of_the_operator"),
        ("training", "0061_training_coverage"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleFeedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("helpful", models.BooleanField()),
                ("comment", models.CharField(blank=True, max_length=1000)),
                ("given_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "feedback on an article",
                "verbose_name_plural": "feedback on articles",
                "ordering": ["-given_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ArticleUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("answer_type", models.CharField(max_length=60)),
                ("answer_ref", models.CharField(max_length=20)),
                ("used_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer_type", ""), _negated=True), models.Q(("answer_ref", ""), _negated=True)
                        ),
                        name="article_use_named",
                    )
                ],
                "indexes": [models.Index(fields=["answer_type", "answer_ref"], name="article_use_answer")],
                "verbose_name": "use of an article",
                "verbose_name_plural": "uses of articles",
                "ordering": ["-used_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="QuizAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("answers", models.JSONField(default=dict)),
                ("right", models.PositiveSmallIntegerField()),
                ("asked", models.PositiveSmallIntegerField()),
                ("percent", models.PositiveSmallIntegerField()),
                ("passed", models.BooleanField()),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asked__gte", 1), ("right__lte", models.F("asked"))),
                        name="quiz_attempt_counted",
                    ),
                    models.CheckConstraint(condition=models.Q(("percent__lte", 100)), name="quiz_attempt_percent"),
                ],
                "verbose_name": "attempt at a quiz",
                "verbose_name_plural": "attempts at quizzes",
                "ordering": ["-taken_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="QuizQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.CharField(max_length=400)),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), size=None),
                ),
                (
                    "right",
                    django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None),
                ),
                ("explanation", models.CharField(blank=True, help_text="shown once it is answered", max_length=600)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="quiz_question_asks"),
                    models.CheckConstraint(
                        condition=models.Q(("choices__len__gte", 2), ("choices__len__lte", 8)),
                        name="quiz_question_choices",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("right__len__gte", 1)), name="quiz_question_has_an_answer"
                    ),
                ],
                "verbose_name": "question of a quiz",
                "verbose_name_plural": "questions of quizzes",
                "ordering": ["version", "position", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="articleversion",
            name="article_version_judged_by",
        ),
        migrations.AddField(
            model_name="article",
            name="catalog_code",
            field=models.CharField(blank=True, editable=False, help_text="its file of the catalog", max_length=60),
        ),
        migrations.AddField(
            model_name="article",
            name="uses",
            field=models.PositiveIntegerField(default=0, help_text="in how many answers it was used"),
        ),
        migrations.AddField(
            model_name="articleversion",
            name="from_catalog",
            field=models.BooleanField(default=False, help_text="it came with the portal; nobody here reviewed it"),
        ),
        migrations.AddField(
            model_name="articleversion",
            name="pass_percent",
            field=models.PositiveSmallIntegerField(default=70, help_text="of its quiz, where it has one"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["-uses", "-id"], name="article_uses"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.UniqueConstraint(
                condition=models.Q(("catalog_code", ""), _negated=True),
                fields=("catalog_code",),
                name="article_catalog_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="articleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("pass_percent__gte", 1), ("pass_percent__lte", 100)),
                name="article_version_pass_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="articleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("returned", "approved", "published", "superseded")), _negated=True),
                    ("reviewer__isnull", False),
                    ("from_catalog", True),
                    _connector="OR",
                ),
                name="article_version_judged_by",
            ),
        ),
        migrations.AddField(
            model_name="articlefeedback",
            name="participant",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.participant",
            ),
        ),
        migrations.AddField(
            model_name="articlefeedback",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="articlefeedback",
            name="version",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="feedback",
                to="training.articleversion",
            ),
        ),
        migrations.AddField(
            model_name="articleuse",
            name="used_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="articleuse",
            name="version",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uses",
                to="training.articleversion",
            ),
        ),
        migrations.AddField(
            model_name="quizattempt",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="quizattempt",
            name="version",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attempts",
                to="training.articleversion",
            ),
        ),
        migrations.AddField(
            model_name="quizquestion",
            name="version",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="training.articleversion",
            ),
        ),
        migrations.AddIndex(
            model_name="articlefeedback",
            index=models.Index(
                condition=models.Q(("comment", ""), _negated=True),
                fields=["version", "-given_at", "-id"],
                name="article_feedback_commented",
            ),
        ),
        migrations.AddIndex(
            model_name="articlefeedback",
            index=models.Index(fields=["person"], name="article_feedback_person"),
        ),
        migrations.AddIndex(
            model_name="articlefeedback",
            index=models.Index(
                condition=models.Q(("participant__isnull", False)),
                fields=["participant"],
                name="article_feedback_participant",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlefeedback",
            constraint=models.UniqueConstraint(fields=("version", "person"), name="article_feedback_once"),
        ),
        migrations.AddIndex(
            model_name="articleuse",
            index=models.Index(fields=["version", "-used_at", "-id"], name="article_use_latest"),
        ),
        migrations.AddConstraint(
            model_name="articleuse",
            constraint=models.UniqueConstraint(
                fields=("version", "answer_type", "answer_ref"), name="article_use_once"
            ),
        ),
        migrations.AddIndex(
            model_name="quizattempt",
            index=models.Index(fields=["version", "person", "-taken_at"], name="quiz_attempt_of_person"),
        ),
        migrations.AddIndex(
            model_name="quizattempt",
            index=models.Index(fields=["person", "-taken_at", "-id"], name="quiz_attempt_latest"),
        ),
        migrations.AddIndex(
            model_name="quizquestion",
            index=models.Index(fields=["version", "position", "id"], name="quiz_question_order"),
        ),
    ]
