"""What the operator knows and writes down: articles for others to read, procedures for its own staff."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from participants.models.findable import findable
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse
from training.choices import ArticleKind, ArticleState, Audience
from training.querysets.articles import ArticleQuerySet


class Article(Row):
    """One subject, written down in versions; who may read it, who keeps it right, and when that is looked at again.

    `title` and `state` follow the versions and are kept by the actions: the title is the published version's, or the
    open one's while nothing is published. `role_codes` say for which market roles it was written (empty: for all);
    they sort and hide nothing, because whoever may read an article may read it whatever its roles.
    """

    REF_PREFIX = "KA"

    kind = models.CharField(max_length=10, choices=ArticleKind, default=ArticleKind.ARTICLE)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.STAFF)
    role_codes = ArrayField(models.CharField(max_length=20), verbose_name="market roles", default=list, blank=True)
    title = models.CharField(max_length=160)
    state = models.CharField(max_length=10, choices=ArticleState, default=ArticleState.DRAFT)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="articles", db_index=False)
    review_on = models.DateField("review date", help_text="when the owner looks whether it is still right")
    archive_on = models.DateField("to be archived on", null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(help_text="when it, or a version of it, last changed")
    uses = models.PositiveIntegerField(default=0, help_text="in how many answers it was used")
    catalog_code = models.CharField(max_length=60, blank=True, editable=False, help_text="its file of the catalog")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ArticleKind.values), name="article_kind"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="article_audience"),
            models.CheckConstraint(condition=Q(state__in=ArticleState.values), name="article_state"),
            models.CheckConstraint(condition=~Q(title=""), name="article_titled"),
            models.CheckConstraint(
                condition=~Q(kind=ArticleKind.PROCEDURE) | Q(audience=Audience.STAFF), name="article_procedure_of_staff"
            ),
            models.CheckConstraint(
                condition=Q(state=ArticleState.ARCHIVED, archived_at__isnull=False)
                | ~Q(state=ArticleState.ARCHIVED) & Q(archived_at__isnull=True),
                name="article_archived_at",
            ),
            models.UniqueConstraint(
                fields=["catalog_code"], condition=~Q(catalog_code=""), name="article_catalog_code"
            ),
        ]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_changed"),
            models.Index(fields=["owner", "-changed_at", "-id"], name="article_owner"),
            models.Index(fields=["-uses", "-id"], name="article_uses"),
            models.Index(fields=["state", "audience", "-changed_at", "-id"], name="article_read"),
            models.Index(
                fields=["review_on", "id"], condition=Q(state=ArticleState.PUBLISHED), name="article_review_due"
            ),
            models.Index(
                fields=["archive_on", "id"],
                condition=Q(archive_on__isnull=False, archived_at__isnull=True),
                name="article_archive_due",
            ),
            GinIndex(fields=["role_codes"], name="article_roles"),
            findable("title", name="article_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:article-detail", args=[self.ref])

    def get_reading_url(self) -> str:
        """Where it is read once it is published: procedures at the desk, articles in the library."""
        return self.get_absolute_url() if self.is_procedure else reverse("library-article", args=[self.ref])

    @property
    def is_procedure(self) -> bool:
        return self.kind == ArticleKind.PROCEDURE

    @property
    def is_archived(self) -> bool:
        return self.state == ArticleState.ARCHIVED
