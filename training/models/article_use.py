"""In which answers an article was used."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.lifecycle.rows import Row
from training.models.article_version import ArticleVersion
from training.querysets.article_uses import ArticleUseQuerySet


class ArticleUse(Row):
    """A version was part of an answer: a letter, later also a reply to an issue. Staff only.

    The answer is named by its type and reference, because answers live on other storeys; `Article.uses` counts them.
    """

    REF_PREFIX = "KU"

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="uses", db_index=False)
    answer_type = models.CharField(max_length=60)
    answer_ref = models.CharField(max_length=20)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    used_at = models.DateTimeField()

    objects = ArticleUseQuerySet.as_manager()

    class Meta:
        verbose_name = "use of an article"
        verbose_name_plural = "uses of articles"
        ordering = ["-used_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "answer_type", "answer_ref"], name="article_use_once"),
            models.CheckConstraint(condition=~Q(answer_type="") & ~Q(answer_ref=""), name="article_use_named"),
        ]
        indexes = [
            models.Index(fields=["version", "-used_at", "-id"], name="article_use_latest"),
            models.Index(fields=["answer_type", "answer_ref"], name="article_use_answer"),
        ]

    def __str__(self) -> str:
        return self.answer_ref
