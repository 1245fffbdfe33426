import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import training.models.article_version
from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("documents", "0001_initial"),
        ("participants", "0001_initial"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="Article",
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
                            "kind",
                            models.CharField(
                                choices=[("article", "Article"), ("procedure", "Procedure")],
                                default="article",
                                max_length=10,
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("public", "Everybody"),
                                    ("participants", "Participants"),
                                    ("staff", "Staff only"),
                                ],
                                default="staff",
                                max_length=12,
                            ),
                        ),
                        (
                            "role_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="market roles",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "In review"),
                                    ("scheduled", "Scheduled"),
                                    ("published", "Published"),
                                    ("archived", "Archived"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="articles",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "review_on",
                            models.DateField(
                                help_text="when the owner looks whether it is still right", verbose_name="review date"
                            ),
                        ),
                        ("archive_on", models.DateField(blank=True, null=True, verbose_name="to be archived on")),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                        ("changed_at", models.DateTimeField(help_text="when it, or a version of it, last changed")),
                        ("uses", models.PositiveIntegerField(default=0, help_text="in how many answers it was used")),
                        (
                            "catalog_code",
                            models.CharField(
                                blank=True, editable=False, help_text="its file of the catalog", max_length=60
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-changed_at", "-id"],
                        "indexes": [
                            models.Index(fields=["-changed_at", "-id"], name="article_changed"),
                            models.Index(fields=["owner", "-changed_at", "-id"], name="article_owner"),
                            models.Index(fields=["-uses", "-id"], name="article_uses"),
                            models.Index(fields=["state", "audience", "-changed_at", "-id"], name="article_read"),
                            models.Index(
                                condition=models.Q(("state", "published")),
                                fields=["review_on", "id"],
                                name="article_review_due",
                            ),
                            models.Index(
                                condition=models.Q(("archive_on__isnull", False), ("archived_at__isnull", True)),
                                fields=["archive_on", "id"],
                                name="article_archive_due",
                            ),
                            django.contrib.postgres.indexes.GinIndex(fields=["role_codes"], name="article_roles"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                name="article_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["article", "procedure"])), name="article_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("audience__in", ["public", "participants", "staff"])),
                                name="article_audience",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "in_review", "scheduled", "published", "archived"])
                                ),
                                name="article_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="article_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "procedure"), _negated=True),
                                    ("audience", "staff"),
                                    _connector="OR",
                                ),
                                name="article_procedure_of_staff",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("archived_at__isnull", False), ("state", "archived")),
                                    models.Q(
                                        models.Q(("state", "archived"), _negated=True), ("archived_at__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="article_archived_at",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("catalog_code", ""), _negated=True),
                                fields=("catalog_code",),
                                name="article_catalog_code",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArticleVersion",
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
                            "article",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="training.article",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=160)),
                        ("summary", models.CharField(blank=True, max_length=400)),
                        ("body", models.TextField(blank=True, help_text="Markdown")),
                        ("text", models.TextField(blank=True, editable=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("in_review", "In review"),
                                    ("returned", "Returned"),
                                    ("approved", "Approved, publication scheduled"),
                                    ("published", "Published"),
                                    ("superseded", "Superseded"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
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
                            "writer_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), default=list, size=None
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, help_text="why it was returned", max_length=500)),
                        ("changed_at", models.DateTimeField(help_text="when it was last saved")),
                        (
                            "from_catalog",
                            models.BooleanField(
                                default=False, help_text="it came with the portal; nobody here reviewed it"
                            ),
                        ),
                        (
                            "pass_percent",
                            models.PositiveSmallIntegerField(default=70, help_text="of its quiz, where it has one"),
                        ),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("publish_at", models.DateTimeField(blank=True, null=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "found_by",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.CombinedSearchVector(
                                        django.contrib.postgres.search.SearchVector(
                                            "title", config="english", weight="A"
                                        ),
                                        "||",
                                        django.contrib.postgres.search.SearchVector(
                                            "summary", config="english", weight="B"
                                        ),
                                        django.contrib.postgres.search.SearchConfig("english"),
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector("text", config="english", weight="C"),
                                    django.contrib.postgres.search.SearchConfig("english"),
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "version of an article",
                        "ordering": ["article", "-number"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "approved")),
                                fields=["publish_at", "id"],
                                name="article_version_to_publish",
                            ),
                            models.Index(
                                condition=models.Q(("state", "in_review")),
                                fields=["submitted_at", "id"],
                                name="article_version_to_review",
                            ),
                            django.contrib.postgres.indexes.GinIndex(fields=["found_by"], name="article_version_words"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("summary"), name="gin_trgm_ops"
                                ),
                                name="article_version_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "draft",
                                            "in_review",
                                            "returned",
                                            "approved",
                                            "published",
                                            "superseded",
                                            "discarded",
                                        ],
                                    )
                                ),
                                name="article_version_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="article_version_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="article_version_from_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("revision__gte", 1)), name="article_version_revision"
                            ),
                            models.UniqueConstraint(fields=("article", "number"), name="article_version_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("draft", "in_review", "returned", "approved"))),
                                fields=("article",),
                                name="article_version_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published")),
                                fields=("article",),
                                name="article_version_published",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pass_percent__gte", 1), ("pass_percent__lte", 100)),
                                name="article_version_pass_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reviewer", models.F("author")), _negated=True),
                                name="article_version_reviewed_by_another",
                            ),
                            models.CheckConstraint(
                                condition=training.models.article_version.NoneOf(
                                    models.F("reviewer"), models.F("writer_ids")
                                ),
                                name="article_version_no_writer_reviews",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("returned", "approved", "published", "superseded")),
                                        _negated=True,
                                    ),
                                    ("reviewer__isnull", False),
                                    ("from_catalog", True),
                                    _connector="OR",
                                ),
                                name="article_version_judged_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), models.Q(("reason", ""), _negated=True)),
                                    models.Q(models.Q(("state", "returned"), _negated=True), ("reason", "")),
                                    _connector="OR",
                                ),
                                name="article_version_returned_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approved"), _negated=True),
                                    ("publish_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="article_version_publish_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("published_at__isnull", False), ("state__in", ("published", "superseded"))
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("published", "superseded")), _negated=True),
                                        ("published_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="article_version_published_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "returned", "discarded"]),
                                    models.Q(("body", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="article_version_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Citation",
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
                            "version",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="citations",
                                to="training.articleversion",
                            ),
                        ),
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
                                default="NP",
                                max_length=8,
                            ),
                        ),
                        ("section", models.CharField(max_length=60)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "indexes": [models.Index(fields=["document", "section"], name="citation_found_by")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("document__in", ["NP", "NOG", "PG", "RMG", "LPG", "COPMG", "SMOG", "VCM"])
                                ),
                                name="citation_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "section__regex",
                                        "^[0-9]{1,2}[A-Z]?([.][0-9]{1,3}[A-Z]?){0,7}([(][0-9A-Za-z]{1,4}[)]){0,4}$",
                                    )
                                ),
                                name="citation_section",
                            ),
                            models.UniqueConstraint(fields=("version", "document", "section"), name="citation_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArticleFeedback",
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
                            "version",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feedback",
                                to="training.articleversion",
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
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        ("helpful", models.BooleanField()),
                        ("comment", models.CharField(blank=True, max_length=1000)),
                        ("given_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "feedback on an article",
                        "verbose_name_plural": "feedback on articles",
                        "ordering": ["-given_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("comment", ""), _negated=True),
                                fields=["version", "-given_at", "-id"],
                                name="article_feedback_commented",
                            ),
                            models.Index(fields=["person"], name="article_feedback_person"),
                            models.Index(
                                condition=models.Q(("participant__isnull", False)),
                                fields=["participant"],
                                name="article_feedback_participant",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "person"), name="article_feedback_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArticleUse",
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
                            "version",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="training.articleversion",
                            ),
                        ),
                        ("answer_type", models.CharField(max_length=60)),
                        ("answer_ref", models.CharField(max_length=20)),
                        (
                            "used_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("used_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "use of an article",
                        "verbose_name_plural": "uses of articles",
                        "ordering": ["-used_at", "-id"],
                        "indexes": [
                            models.Index(fields=["version", "-used_at", "-id"], name="article_use_latest"),
                            models.Index(fields=["answer_type", "answer_ref"], name="article_use_answer"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "answer_type", "answer_ref"), name="article_use_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer_type", ""), _negated=True),
                                    models.Q(("answer_ref", ""), _negated=True),
                                ),
                                name="article_use_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Course",
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
                        ("title", models.CharField(max_length=200)),
                        ("description", models.TextField(blank=True)),
                        (
                            "formats",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("classroom", "Classroom"),
                                        ("online", "Online"),
                                        ("self_paced", "Self-paced"),
                                    ],
                                    max_length=20,
                                ),
                                default=list,
                                size=None,
                            ),
                        ),
                        ("length", models.CharField(blank=True, max_length=120)),
                        ("hours", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                        ("audience", models.CharField(blank=True, max_length=200, verbose_name="for")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("current", "Current"),
                                    ("recommended", "On the older recommendations"),
                                    ("historic", "Historic"),
                                    ("on_demand", "On demand"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("tested", models.BooleanField(default=False)),
                        (
                            "passing_percent",
                            models.PositiveSmallIntegerField(
                                default=70,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="percent to pass",
                            ),
                        ),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="attempts allowed"),
                        ),
                        (
                            "ceh",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=5, verbose_name="continuing-education hours"
                            ),
                        ),
                        (
                            "validity_months",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="valid for so many months"
                            ),
                        ),
                        ("need_approval", models.BooleanField(default=False, verbose_name="enrollment is approved")),
                        (
                            "prerequisites",
                            models.ManyToManyField(blank=True, related_name="opens", to="training.course"),
                        ),
                    ],
                    options={
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["status", "order", "code"], name="course_status_order"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("code"), name="gin_trgm_ops"
                                ),
                                name="course_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="course_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="course_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="course_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="course_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["current", "recommended", "historic", "on_demand"])),
                                name="course_status",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("formats__contained_by", ["classroom", "online", "self_paced"])),
                                name="course_formats",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("passing_percent__gte", 1), ("passing_percent__lte", 100)),
                                name="course_passing_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours", None), ("hours__gt", 0), _connector="OR"),
                                name="course_hours",
                            ),
                            models.CheckConstraint(condition=models.Q(("ceh__gte", 0)), name="course_ceh"),
                            models.CheckConstraint(
                                condition=models.Q(("attempts", None), ("attempts__gte", 1), _connector="OR"),
                                name="course_attempts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("validity_months", None), ("validity_months__gte", 1), _connector="OR"
                                ),
                                name="course_validity",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="training.course",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        ("outline", models.TextField(blank=True)),
                        ("change", models.TextField(blank=True, verbose_name="what is new")),
                        ("effective_from", models.DateField()),
                        ("published_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "version of a course",
                        "verbose_name_plural": "versions of courses",
                        "ordering": ["course", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("course", "number"), name="course_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="course_version_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseSession",
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
                            "course",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="training.course",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="training.courseversion",
                                verbose_name="version",
                            ),
                        ),
                        ("title", models.CharField(blank=True, help_text="empty: the course's own", max_length=200)),
                        (
                            "format",
                            models.CharField(
                                choices=[
                                    ("classroom", "Classroom"),
                                    ("online", "Online"),
                                    ("self_paced", "Self-paced"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("published", "Published"),
                                    ("finished", "Finished"),
                                    ("canceled", "Canceled"),
                                ],
                                default="draft",
                                max_length=20,
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="begins")),
                        ("ends_at", models.DateTimeField(verbose_name="ends")),
                        ("zone", models.CharField(default="America/Chicago", max_length=64, verbose_name="time zone")),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("seats", models.PositiveIntegerField(blank=True, null=True)),
                        ("seats_taken", models.PositiveIntegerField(default=0)),
                        ("waiting", models.PositiveIntegerField(default=0)),
                        ("last_queued", models.PositiveIntegerField(default=0)),
                        ("need_approval", models.BooleanField(default=False, verbose_name="enrollment is approved")),
                        ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="enrollment until")),
                        ("audience", models.JSONField(blank=True, default=list)),
                        ("note", models.TextField(blank=True, verbose_name="for participants")),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="finished or canceled")),
                        ("cancel_reason", models.TextField(blank=True)),
                        (
                            "remind_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="next reminder"),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=0, help_text="goes up with each change that people are told of"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "session",
                        "ordering": ["starts_at", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("published", "finished", "canceled"))),
                                fields=["starts_at", "id"],
                                name="session_agenda",
                            ),
                            models.Index(fields=["state", "starts_at", "id"], name="session_by_state"),
                            models.Index(fields=["course", "starts_at", "id"], name="session_course"),
                            models.Index(
                                condition=models.Q(("remind_at__isnull", False), ("state", "published")),
                                fields=["remind_at"],
                                name="session_remind",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                name="session_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("format__in", ["classroom", "online", "self_paced"])),
                                name="session_format",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "published", "finished", "canceled"])),
                                name="session_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="session_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("seats", None), ("seats__gte", 1), _connector="OR"),
                                name="session_seats",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("seats", None), ("seats_taken__lte", models.F("seats")), _connector="OR"
                                ),
                                name="session_never_overbooked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("waiting__lte", models.F("last_queued"))),
                                name="session_waiting_queued",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    models.Q(("published_at", None), _negated=True),
                                    ("state", "canceled"),
                                    _connector="OR",
                                ),
                                name="session_published_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("state__in", ["finished", "canceled"])),
                                    models.Q(("ended_at__isnull", True), ("state__in", ["draft", "published"])),
                                    _connector="OR",
                                ),
                                name="session_ended_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cancel_reason", ""), ("state", "canceled"), _connector="OR"),
                                name="session_cancel_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnrollmentGroup",
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="groups",
                                to="training.coursesession",
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
                        ("together", models.BooleanField(default=False)),
                        ("passed", models.PositiveIntegerField(default=0, verbose_name="seats that went past it")),
                        (
                            "requested_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "group of enrollments",
                        "verbose_name_plural": "groups of enrollments",
                        "ordering": ["session", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Enrollment",
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
                            "session",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrollments",
                                to="training.coursesession",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrollments",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrollments",
                                to="participants.contact",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrollments",
                                to="training.enrollmentgroup",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "Waiting for approval"),
                                    ("waiting", "On the waiting list"),
                                    ("offered", "Seat offered"),
                                    ("seated", "Enrolled"),
                                    ("declined", "Not approved"),
                                    ("lapsed", "Offer expired"),
                                    ("withdrawn", "Withdrawn"),
                                    ("canceled", "Session canceled"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "queued",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="number in the waiting list"
                            ),
                        ),
                        ("offer_until", models.DateTimeField(blank=True, null=True, verbose_name="offer holds until")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entered_as",
                            models.CharField(
                                choices=[
                                    ("self", "The person"),
                                    ("administrator", "The company's administrator"),
                                    ("staff", "The operator"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        ("seated_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reason",
                            models.TextField(blank=True, help_text="why it was declined, withdrawn or canceled"),
                        ),
                    ],
                    options={
                        "ordering": ["session", "entered_at", "id"],
                        "indexes": [
                            models.Index(fields=["session", "state", "queued", "id"], name="enrollment_session"),
                            models.Index(fields=["contact", "-entered_at", "-id"], name="enrollment_person"),
                            models.Index(
                                condition=models.Q(("state", "offered")),
                                fields=["offer_until"],
                                name="enrollment_offer_ends",
                            ),
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["session", "queued"],
                                name="enrollment_line",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("requested", "waiting", "offered", "seated"))),
                                fields=("session", "contact"),
                                name="enrollment_once_a_session",
                            ),
                            models.UniqueConstraint(fields=("session", "queued"), name="enrollment_queued_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "requested",
                                            "waiting",
                                            "offered",
                                            "seated",
                                            "declined",
                                            "lapsed",
                                            "withdrawn",
                                            "canceled",
                                        ],
                                    )
                                ),
                                name="enrollment_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("entered_as__in", ["self", "administrator", "staff"])),
                                name="enrollment_entered_as",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "waiting"), _negated=True),
                                    ("queued__isnull", False),
                                    _connector="OR",
                                ),
                                name="enrollment_waits_in_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("offer_until__isnull", False), ("state", "offered")),
                                    models.Q(models.Q(("state", "offered"), _negated=True), ("offer_until", None)),
                                    _connector="OR",
                                ),
                                name="enrollment_offer_until",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "seated"), _negated=True),
                                    ("seated_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="enrollment_seated_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True),
                                        ("state__in", ("requested", "waiting", "offered", "seated")),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state__in", ("requested", "waiting", "offered", "seated")), _negated=True
                                        ),
                                        ("ended_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="enrollment_ended_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("number", models.CharField(max_length=32, unique=True)),
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="participants.contact",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="training.course",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="training.courseversion",
                            ),
                        ),
                        (
                            "enrollment",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="training.enrollment",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("session", "A session"),
                                    ("self_paced", "Taken alone"),
                                    ("import", "Another learning system"),
                                ],
                                max_length=20,
                                verbose_name="how it is known",
                            ),
                        ),
                        ("holder_name", models.CharField(max_length=120, verbose_name="name as printed")),
                        ("course_title", models.CharField(max_length=200, verbose_name="title as printed")),
                        ("completed_on", models.DateField()),
                        ("issued_on", models.DateField()),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="counts until")),
                        (
                            "percent",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="score in percent"
                            ),
                        ),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=5, verbose_name="continuing-education hours"
                            ),
                        ),
                        (
                            "outside_number",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="number in the other learning system"
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificate",
                                to="documents.document",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="training.certificate",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revoked_by",
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
                            "revoke_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="why it was revoked"),
                        ),
                        ("reminded", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-issued_on", "-id"],
                        "indexes": [
                            models.Index(fields=["participant", "-issued_on", "-id"], name="certificate_participant"),
                            models.Index(fields=["contact", "course", "-completed_on"], name="certificate_person"),
                            models.Index(fields=["-issued_on", "-id"], name="certificate_newest"),
                            models.Index(fields=["course", "-issued_on", "-id"], name="certificate_course"),
                            models.Index(
                                condition=models.Q(("expires_on__isnull", False), ("revoked_at", None)),
                                fields=["expires_on", "id"],
                                name="certificate_expiring",
                            ),
                            models.Index(
                                condition=models.Q(("outside_number", ""), _negated=True),
                                fields=["outside_number"],
                                name="certificate_outside_number",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("holder_name"), name="gin_trgm_ops"
                                ),
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("number"), name="gin_trgm_ops"
                                ),
                                name="certificate_search",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("enrollment",),
                                name="certificate_once_an_enrollment",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("contact", "course", "completed_on"),
                                name="certificate_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["session", "self_paced", "import"])),
                                name="certificate_source",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", ""), _negated=True),
                                    models.Q(("holder_name", ""), _negated=True),
                                    models.Q(("course_title", ""), _negated=True),
                                ),
                                name="certificate_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_on", None), ("expires_on__gte", models.F("completed_on")), _connector="OR"
                                ),
                                name="certificate_days_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("issued_on__gte", models.F("completed_on"))),
                                name="certificate_issued_after",
                            ),
                            models.CheckConstraint(condition=models.Q(("hours__gte", 0)), name="certificate_hours"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("percent", None),
                                    models.Q(("percent__gte", 0), ("percent__lte", 100)),
                                    _connector="OR",
                                ),
                                name="certificate_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoke_reason", ""), ("revoked_at", None)),
                                    models.Q(
                                        ("revoked_at__isnull", False), models.Q(("revoke_reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="certificate_revoked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CertificateCount",
                    fields=[
                        ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "count of certificates",
                        "verbose_name_plural": "counts of certificates",
                    },
                ),
                migrations.CreateModel(
                    name="TrainingEvidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("requirement_code", models.CharField(max_length=12, verbose_name="requirement")),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="proves", to="training.course"
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.marketrole",
                            ),
                        ),
                        ("source", models.CharField(max_length=300)),
                        ("active", models.BooleanField(default=True, verbose_name="in use")),
                        ("edited", models.BooleanField(default=False, verbose_name="edited here")),
                    ],
                    options={
                        "verbose_name": "requirement proven by training",
                        "verbose_name_plural": "requirements proven by training",
                        "ordering": ["requirement_code", "course"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("requirement_code", "course", "role"),
                                name="training_evidence_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("requirement_code", ""), _negated=True),
                                    models.Q(("source", ""), _negated=True),
                                ),
                                name="training_evidence_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recommendations",
                                to="training.course",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.marketrole",
                            ),
                        ),
                        (
                            "advice",
                            models.CharField(
                                choices=[
                                    ("required", "Required"),
                                    ("recommended", "Recommended"),
                                    ("useful", "Useful"),
                                ],
                                default="recommended",
                                max_length=20,
                            ),
                        ),
                        ("edited", models.BooleanField(default=False, verbose_name="edited here")),
                    ],
                    options={
                        "ordering": ["course", "role"],
                        "constraints": [
                            models.UniqueConstraint(fields=("course", "role"), name="recommendation_once"),
                            models.CheckConstraint(
                                condition=models.Q(("advice__in", ["required", "recommended", "useful"])),
                                name="recommendation_advice",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Material",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="materials",
                                to="training.courseversion",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("learners", "Everybody who may see the course"),
                                    ("seated", "People with a seat"),
                                    ("instructors", "Instructors"),
                                ],
                                default="learners",
                                max_length=20,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["version", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "title"), name="material_once"),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="material_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("audience__in", ["learners", "seated", "instructors"])),
                                name="material_audience",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LearningPath",
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
                        ("title", models.CharField(max_length=160)),
                        ("description", models.TextField(blank=True)),
                        (
                            "role",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.marketrole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "learning path",
                        "ordering": ["order", "code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="learningpath_sourced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tag__in", ["V", "K", "k", "P"])), name="learningpath_tag"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_from__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="learningpath_effective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="learningpath_titled"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LearningStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "path",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="training.learningpath",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="training.course"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1)),
                        ("optional", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name": "step of a learning path",
                        "verbose_name_plural": "steps of learning paths",
                        "ordering": ["path", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("path", "course"), name="learning_step_once"),
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 1)), name="learning_step_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingCoverage",
                    fields=[
                        (
                            "participant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="training_coverage",
                                serialize=False,
                                to="participants.participant",
                            ),
                        ),
                        ("wanted", models.PositiveSmallIntegerField()),
                        ("covered", models.PositiveSmallIntegerField()),
                        ("enrolled", models.PositiveSmallIntegerField()),
                        ("expiring", models.PositiveIntegerField()),
                        ("percent", models.PositiveSmallIntegerField()),
                        ("counted_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "training coverage",
                        "verbose_name_plural": "training coverage",
                        "ordering": ["percent", "participant"],
                        "indexes": [
                            models.Index(fields=["percent", "participant"], name="coverage_by_percent"),
                            models.Index(fields=["-expiring", "participant"], name="coverage_by_expiring"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "wanted__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("covered"), "+", models.F("enrolled")
                                        ),
                                    )
                                ),
                                name="coverage_of_wanted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("percent__gte", 0), ("percent__lte", 100)), name="coverage_percent"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnrollmentStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "enrollment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="training.enrollment",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("requested", "Waiting for approval"),
                                    ("waiting", "On the waiting list"),
                                    ("offered", "Seat offered"),
                                    ("seated", "Enrolled"),
                                    ("declined", "Not approved"),
                                    ("lapsed", "Offer expired"),
                                    ("withdrawn", "Withdrawn"),
                                    ("canceled", "Session canceled"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                    ],
                    options={
                        "verbose_name": "step of an enrollment",
                        "verbose_name_plural": "steps of enrollments",
                        "ordering": ["enrollment", "at", "id"],
                        "indexes": [
                            models.Index(fields=["enrollment", "at"], name="enrollment_step_order"),
                            models.Index(fields=["participant"], name="enrollment_step_participant"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "requested",
                                            "waiting",
                                            "offered",
                                            "seated",
                                            "declined",
                                            "lapsed",
                                            "withdrawn",
                                            "canceled",
                                        ],
                                    )
                                ),
                                name="enrollment_step_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="enrollment_step_reason"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingNeed",
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
                        ("problem", models.TextField(help_text="what goes wrong, and how it shows")),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("pattern", "Pattern of cases"),
                                    ("failed_requirement", "Failed requirements"),
                                    ("account_manager", "Account manager"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=60, verbose_name="counted by")),
                        ("topic", models.CharField(blank=True, max_length=80)),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="training_needs",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "role_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="needs",
                                to="training.course",
                                verbose_name="proposed course",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("suggested", "Suggested"),
                                    ("open", "Accepted"),
                                    ("outline", "Outline"),
                                    ("in_review", "In review"),
                                    ("approved", "Ready to schedule"),
                                    ("scheduled", "Scheduled"),
                                    ("held", "Held"),
                                    ("measuring", "Effect to judge"),
                                    ("closed", "Closed"),
                                    ("dismissed", "Dismissed"),
                                ],
                                default="suggested",
                                max_length=12,
                            ),
                        ),
                        ("outline", models.TextField(blank=True, help_text="plain text")),
                        ("case_count", models.PositiveIntegerField(default=0, verbose_name="cases")),
                        ("participant_count", models.PositiveIntegerField(default=0, verbose_name="participants")),
                        (
                            "proposed_by",
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
                            "designer",
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
                            "writer_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="last session over")),
                        ("measure_at", models.DateTimeField(blank=True, null=True, verbose_name="effect is counted")),
                        (
                            "baseline_count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="cases before"),
                        ),
                        (
                            "baseline_note",
                            models.CharField(blank=True, max_length=300, verbose_name="what was counted"),
                        ),
                        (
                            "effect_count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="cases after"),
                        ),
                        ("effect_note", models.TextField(blank=True, verbose_name="what came of it")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, help_text="why it was dismissed or the outline returned", max_length=1000
                            ),
                        ),
                        (
                            "quiet_until",
                            models.DateTimeField(blank=True, null=True, verbose_name="not suggested again before"),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="closed or dismissed")),
                        ("changed_at", models.DateTimeField()),
                        (
                            "sessions",
                            models.ManyToManyField(blank=True, related_name="needs", to="training.coursesession"),
                        ),
                    ],
                    options={
                        "verbose_name": "training need",
                        "ordering": ["-changed_at", "-id"],
                        "indexes": [
                            models.Index(fields=["state", "-changed_at", "-id"], name="need_by_state"),
                            models.Index(fields=["-changed_at", "-id"], name="need_changed"),
                            models.Index(fields=["participant", "-changed_at", "-id"], name="need_participant"),
                            models.Index(
                                condition=models.Q(("state", "held")),
                                fields=["measure_at", "id"],
                                name="need_to_measure",
                            ),
                            models.Index(
                                condition=models.Q(("state", "dismissed")),
                                fields=["topic", "quiet_until"],
                                name="need_dismissed",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("title"), name="gin_trgm_ops"
                                ),
                                name="need_search",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="need_titled"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("origin__in", ["pattern", "failed_requirement", "account_manager"])
                                ),
                                name="need_origin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "suggested",
                                            "open",
                                            "outline",
                                            "in_review",
                                            "approved",
                                            "scheduled",
                                            "held",
                                            "measuring",
                                            "closed",
                                            "dismissed",
                                        ],
                                    )
                                ),
                                name="need_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source", ""), models.Q(("topic", ""), _negated=True), _connector="OR"
                                ),
                                name="need_counted_topic",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            "suggested",
                                            "open",
                                            "outline",
                                            "in_review",
                                            "approved",
                                            "scheduled",
                                            "held",
                                            "measuring",
                                        ),
                                    ),
                                    models.Q(("topic", ""), _negated=True),
                                ),
                                fields=("topic", "participant"),
                                name="need_once_open",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            (
                                                "open",
                                                "outline",
                                                "in_review",
                                                "approved",
                                                "scheduled",
                                                "held",
                                                "measuring",
                                                "closed",
                                            ),
                                        ),
                                        _negated=True,
                                    ),
                                    ("accepted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="need_accepted_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reviewer", models.F("designer")), _negated=True),
                                name="need_reviewed_by_another",
                            ),
                            models.CheckConstraint(
                                condition=training.models.article_version.NoneOf(
                                    models.F("reviewer"), models.F("writer_ids")
                                ),
                                name="need_no_writer_reviews",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            ["in_review", "approved", "scheduled", "held", "measuring", "closed"],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(models.Q(("outline", ""), _negated=True), ("designer__isnull", False)),
                                    _connector="OR",
                                ),
                                name="need_outlined",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("approved", "scheduled", "held", "measuring", "closed")),
                                        _negated=True,
                                    ),
                                    ("reviewer__isnull", False),
                                    _connector="OR",
                                ),
                                name="need_reviewed_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("held_at__isnull", False),
                                        ("measure_at__isnull", False),
                                        ("state__in", ("held", "measuring", "closed")),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("held", "measuring", "closed")), _negated=True),
                                        ("held_at__isnull", True),
                                        ("measure_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="need_held_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("state__in", ("closed", "dismissed"))),
                                    models.Q(
                                        ("ended_at__isnull", True),
                                        (
                                            "state__in",
                                            (
                                                "suggested",
                                                "open",
                                                "outline",
                                                "in_review",
                                                "approved",
                                                "scheduled",
                                                "held",
                                                "measuring",
                                            ),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="need_ended_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dismissed"), _negated=True),
                                    models.Q(models.Q(("reason", ""), _negated=True), ("quiet_until__isnull", False)),
                                    _connector="OR",
                                ),
                                name="need_dismissed_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    models.Q(("effect_note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="need_effect_told",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NeedEvidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="training.trainingneed",
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
                        ("source", models.CharField(max_length=60)),
                        ("reference", models.CharField(max_length=60)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "case of a training need",
                        "verbose_name_plural": "cases of training needs",
                        "ordering": ["need", "-at", "-id"],
                        "indexes": [models.Index(fields=["need", "-at", "-id"], name="need_evidence_order")],
                        "constraints": [
                            models.UniqueConstraint(fields=("need", "source", "reference"), name="need_evidence_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="days",
                                to="training.coursesession",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="begins")),
                        ("ends_at", models.DateTimeField(verbose_name="ends")),
                    ],
                    options={
                        "verbose_name": "day of a session",
                        "verbose_name_plural": "days of sessions",
                        "ordering": ["session", "starts_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("session", "starts_at"), name="session_day_once"),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="session_day_in_order"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "enrollment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to="training.enrollment",
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
                            "day",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to="training.sessionday",
                            ),
                        ),
                        ("present", models.BooleanField()),
                        ("by_code", models.BooleanField(default=False, verbose_name="by the session's code")),
                        ("marked_at", models.DateTimeField()),
                        (
                            "marked_by",
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
                        "verbose_name": "attendance",
                        "verbose_name_plural": "attendance",
                        "ordering": ["enrollment", "day"],
                        "constraints": [
                            models.UniqueConstraint(fields=("enrollment", "day"), name="attendance_once_a_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckInCode",
                    fields=[
                        (
                            "day",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="code",
                                serialize=False,
                                to="training.sessionday",
                            ),
                        ),
                        ("code", models.CharField(max_length=12)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "check-in code",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), _negated=True), name="check_in_code_not_empty"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckInTry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "enrollment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="training.enrollment",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "try of a check-in code",
                        "verbose_name_plural": "tries of check-in codes",
                        "indexes": [models.Index(fields=["enrollment", "at"], name="check_in_try_recent")],
                    },
                ),
                migrations.CreateModel(
                    name="TestResult",
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
                            "enrollment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="training.enrollment",
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
                        ("attempt", models.PositiveSmallIntegerField()),
                        (
                            "percent",
                            models.DecimalField(decimal_places=2, max_digits=5, verbose_name="score in percent"),
                        ),
                        ("passing_percent", models.PositiveSmallIntegerField()),
                        ("passed", models.BooleanField()),
                        ("taken_on", models.DateField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="struck out")),
                        (
                            "void_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="why it was struck out"),
                        ),
                    ],
                    options={
                        "verbose_name": "test result",
                        "ordering": ["enrollment", "attempt"],
                        "constraints": [
                            models.UniqueConstraint(fields=("enrollment", "attempt"), name="test_result_attempt_once"),
                            models.CheckConstraint(condition=models.Q(("attempt__gte", 1)), name="test_result_attempt"),
                            models.CheckConstraint(
                                condition=models.Q(("percent__gte", 0), ("percent__lte", 100)),
                                name="test_result_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("passed", True), ("percent__gte", models.F("passing_percent"))),
                                    models.Q(("passed", False), ("percent__lt", models.F("passing_percent"))),
                                    _connector="OR",
                                ),
                                name="test_result_passed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("void_reason", ""), ("voided_at", None)),
                                    models.Q(
                                        ("voided_at__isnull", False), models.Q(("void_reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="test_result_struck_out",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SeatToEvaluate",
                    fields=[],
                    options={
                        "verbose_name": "session to evaluate",
                        "verbose_name_plural": "sessions to evaluate",
                        "proxy": True,
                    },
                    bases=("training.enrollment",),
                ),
                migrations.CreateModel(
                    name="Evaluation",
                    fields=[
                        (
                            "enrollment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="evaluation",
                                serialize=False,
                                to="training.enrollment",
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluations",
                                to="training.coursesession",
                            ),
                        ),
                        (
                            "content",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="The content",
                            ),
                        ),
                        (
                            "instructor",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="Who taught it",
                            ),
                        ),
                        (
                            "materials",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="The materials",
                            ),
                        ),
                        (
                            "organization",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="How it was organized",
                            ),
                        ),
                        (
                            "usefulness",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="Of use for my work",
                            ),
                        ),
                        ("comment", models.TextField(blank=True)),
                        ("given_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["session", "enrollment"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("content__gte", 1),
                                    ("content__lte", 5),
                                    ("instructor__gte", 1),
                                    ("instructor__lte", 5),
                                    ("materials__gte", 1),
                                    ("materials__lte", 5),
                                    ("organization__gte", 1),
                                    ("organization__lte", 5),
                                    ("usefulness__gte", 1),
                                    ("usefulness__lte", 5),
                                ),
                                name="evaluation_from_one_to_five",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuizQuestion",
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
                            "version",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="training.articleversion",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("text", models.CharField(max_length=400)),
                        (
                            "choices",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), size=None
                            ),
                        ),
                        (
                            "right",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(), size=None
                            ),
                        ),
                        (
                            "explanation",
                            models.CharField(blank=True, help_text="shown once it is answered", max_length=600),
                        ),
                    ],
                    options={
                        "verbose_name": "question of a quiz",
                        "verbose_name_plural": "questions of quizzes",
                        "ordering": ["version", "position", "id"],
                        "indexes": [models.Index(fields=["version", "position", "id"], name="quiz_question_order")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="quiz_question_asks"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("choices__len__gte", 2), ("choices__len__lte", 8)),
                                name="quiz_question_choices",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("right__len__gte", 1)), name="quiz_question_has_an_answer"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuizAttempt",
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
                            "version",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attempts",
                                to="training.articleversion",
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
                        ("answers", models.JSONField(default=dict)),
                        ("right", models.PositiveSmallIntegerField()),
                        ("asked", models.PositiveSmallIntegerField()),
                        ("percent", models.PositiveSmallIntegerField()),
                        ("passed", models.BooleanField()),
                        ("taken_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "attempt at a quiz",
                        "verbose_name_plural": "attempts at quizzes",
                        "ordering": ["-taken_at", "-id"],
                        "indexes": [
                            models.Index(fields=["version", "person", "-taken_at"], name="quiz_attempt_of_person"),
                            models.Index(fields=["person", "-taken_at", "-id"], name="quiz_attempt_latest"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("asked__gte", 1), ("right__lte", models.F("asked"))),
                                name="quiz_attempt_counted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("percent__lte", 100)), name="quiz_attempt_percent"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionInstructor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="instructors",
                                to="training.coursesession",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                    ],
                    options={
                        "verbose_name": "instructor",
                        "ordering": ["session", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("session", "name"), name="session_instructor_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="session_instructor_named"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionLink",
                    fields=[
                        (
                            "session",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="link",
                                serialize=False,
                                to="training.coursesession",
                            ),
                        ),
                        ("url", models.URLField(max_length=500, verbose_name="link to join")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="dial-in or access code")),
                    ],
                    options={
                        "verbose_name": "link of a session",
                        "verbose_name_plural": "links of sessions",
                    },
                ),
            ],
        ),
    ]
