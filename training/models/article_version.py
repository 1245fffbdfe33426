"""The text of an article as somebody wrote it, and what came of it in review."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import BooleanField, F, Func, Q

from participants.models.findable import findable
from portal.lifecycle.rows import Row
from training.choices import ArticleVersionState, CitedDocument
from training.models.article import Article
from training.querysets.articles import ArticleVersionQuerySet, CitationQuerySet
from training.rules.article_moves import EDITABLE, JUDGED, ONCE_PUBLISHED, OPEN
from training.rules.citations import SECTION, Cited
from training.rules.quizzes import PASS_PERCENT


class NoneOf(Func):
    """The condition "this person is none of these"."""

    arg_joiner = " <> ALL ("
    template = "%(expressions)s)"
    output_field = BooleanField()


class ArticleVersion(Row):
    """One version: edited while it is a draft, judged by somebody who did not write it, never changed afterwards.

    `author` began it and `writer_ids` names everybody who saved a change of it, so that none of them reviews it.
    `revision` goes up with each save, which is how an editor page learns that somebody else saved in between. `text`
    is the body without its markup, for searching. An approved version waits for `publish_at`.
    """

    REF_PREFIX = "KV"

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True, help_text="Markdown")
    text = models.TextField(blank=True, editable=False)
    state = models.CharField(max_length=10, choices=ArticleVersionState, default=ArticleVersionState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    writer_ids = ArrayField(models.BigIntegerField(), default=list)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=500, blank=True, help_text="why it was returned")
    changed_at = models.DateTimeField(help_text="when it was last saved")
    from_catalog = models.BooleanField(default=False, help_text="it came with the portal; nobody here reviewed it")
    pass_percent = models.PositiveSmallIntegerField(default=PASS_PERCENT, help_text="of its quiz, where it has one")
    submitted_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    found_by = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="english")
        + SearchVector("summary", weight="B", config="english")
        + SearchVector("text", weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version of an article"
        ordering = ["article", "-number"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ArticleVersionState.values), name="article_version_state"),
            models.CheckConstraint(condition=~Q(title=""), name="article_version_titled"),
            models.CheckConstraint(condition=Q(number__gte=1), name="article_version_from_one"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="article_version_revision"),
            models.UniqueConstraint(fields=["article", "number"], name="article_version_number"),
            models.UniqueConstraint(fields=["article"], condition=Q(state__in=OPEN), name="article_version_open"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(state=ArticleVersionState.PUBLISHED), name="article_version_published"
            ),
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100), name="article_version_pass_percent"
            ),
            models.CheckConstraint(condition=~Q(reviewer=F("author")), name="article_version_reviewed_by_another"),
            models.CheckConstraint(
                condition=NoneOf(F("reviewer"), F("writer_ids")), name="article_version_no_writer_reviews"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=JUDGED) | Q(reviewer__isnull=False) | Q(from_catalog=True),
                name="article_version_judged_by",
            ),
            models.CheckConstraint(
                condition=Q(state=ArticleVersionState.RETURNED) & ~Q(reason="")
                | ~Q(state=ArticleVersionState.RETURNED) & Q(reason=""),
                name="article_version_returned_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=ArticleVersionState.APPROVED) | Q(publish_at__isnull=False),
                name="article_version_publish_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ONCE_PUBLISHED, published_at__isnull=False)
                | ~Q(state__in=ONCE_PUBLISHED) & Q(published_at__isnull=True),
                name="article_version_published_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*EDITABLE, ArticleVersionState.DISCARDED]) | ~Q(body=""),
                name="article_version_says_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["publish_at", "id"],
                condition=Q(state=ArticleVersionState.APPROVED),
                name="article_version_to_publish",
            ),
            models.Index(
                fields=["submitted_at", "id"],
                condition=Q(state=ArticleVersionState.IN_REVIEW),
                name="article_version_to_review",
            ),
            GinIndex(fields=["found_by"], name="article_version_words"),
            findable("title", "summary", name="article_version_search"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE


class Citation(Row):
    """One section of a market document that a version rests on, so that what cites a changed section is found."""

    REF_PREFIX = "KC"

    version = models.ForeignKey(ArticleVersion, models.CASCADE, related_name="citations", db_index=False)
    document = models.CharField(max_length=8, choices=CitedDocument, default=CitedDocument.PROTOCOLS)
    section = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(document__in=CitedDocument.values), name="citation_document"),
            models.CheckConstraint(condition=Q(section__regex=SECTION), name="citation_section"),
            models.UniqueConstraint(fields=["version", "document", "section"], name="citation_once"),
        ]
        indexes = [
            models.Index(fields=["document", "section"], name="citation_found_by"),
        ]

    def __str__(self) -> str:
        return f"{self.get_document_display()} {self.section}"

    @property
    def words(self) -> str:
        """As one looks for it: "16.2.1", "NOG 3.2"."""
        return Cited(self.document, self.section).words
