"""/api/v1/article-versions/: the texts of articles; participants read the published ones that are meant for them."""

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, MomentField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, changes, verb
from training import permissions
from training.actions import article_reviews as reviews
from training.actions import articles as writing
from training.choices import ArticleVersionState
from training.models import ArticleVersion


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Words(serializers.JSONField):
    """A list of texts."""


class ArticleVersionSerializer(RowSerializer):
    article = shown("article_ref")
    cited = serializers.SerializerMethodField(help_text='Sections: "16.2.1", "NOG 3.2".')
    author_name = shown("writer_name")
    reviewer_name = shown("judge_name", nullable=True)

    class Meta:
        model = ArticleVersion
        fields = (
            "ref",
            "article",
            "number",
            "title",
            "summary",
            "body",
            "cited",
            "state",
            "published_at",
            "revision",
            "author_name",
            "reviewer_name",
            "reason",
            "submitted_at",
            "publish_at",
            "changed_at",
        )
        staff_only = ("revision", "author_name", "reviewer_name", "reason", "submitted_at", "publish_at", "changed_at")

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_cited(self, row: ArticleVersion) -> list[str]:
        return [one.words for one in row.citations.all()]


class AsRead(Input):
    revision = serializers.IntegerField(min_value=1, help_text="Of the version as it was read.")


class SaveDraft(AsRead):
    title = serializers.CharField(max_length=160)
    summary = serializers.CharField(max_length=400, allow_blank=True)
    body = serializers.CharField(max_length=writing.MOST_LETTERS, allow_blank=True, help_text="Markdown.")
    cited = serializers.CharField(max_length=1000, allow_blank=True, help_text='Sections: "16.2.1, NOG 3.2".')


class ReturnVersion(AsRead):
    reason = serializers.CharField(max_length=500)


class Approve(AsRead):
    publish_at = MomentField(required=False, allow_null=True, help_text="At once, unless given.")
    review_on = DayField(required=False, allow_null=True)


class VersionFilters(Filters):
    article = django_filters.CharFilter(field_name="article__ref", help_text="Reference of the article.")
    state = django_filters.ChoiceFilter(choices=ArticleVersionState.choices)
    staff_only = frozenset({"state"})


def save_draft(*, version: ArticleVersion, revision: int = 0, by: User, now: datetime, **given: Any) -> ArticleVersion:
    """Save a draft; what is not given stays as it is. Refused where somebody else saved since `revision`."""
    kept = {name: getattr(version, name) for name in ("title", "summary", "body")}
    cited = ", ".join(one.words for one in version.citations.all())
    text = writing.Text(**kept | {"cited": cited} | given)
    return writing.save_draft(version=version, revision=revision, by=by, now=now, text=text)


class ArticleVersionViewSet(ScopedViewSet):
    """Versions of articles with their texts. A published one is never edited: a new version takes its place."""

    model = ArticleVersion
    serializer_class = ArticleVersionSerializer
    filterset_class = VersionFilters
    subject = "version"

    def rows(self, user: Any) -> QuerySet:
        annotated = {"article_ref": F("article__ref")}
        if user.is_staff:
            annotated |= {"writer_name": F("author__name"), "judge_name": F("reviewer__name")}
        return super().rows(user).annotate(**annotated).prefetch_related("citations")

    def owner(self, row: ArticleVersion) -> ArticleVersion:
        """The permission asks about the version itself."""
        return row

    edits = {"asks": permissions.can_edit_version}
    judges = {"asks": permissions.can_review_version}
    partial_update = changes(save_draft, SaveDraft, ArticleVersionSerializer, **edits)
    submit = verb("submit", reviews.submit_for_review, Input, ArticleVersionSerializer, **edits)
    recall = verb("recall", reviews.recall_version, Input, ArticleVersionSerializer, **edits)
    discard = verb("discard", writing.discard_draft, Input, ArticleVersionSerializer, **edits)
    send_back = verb("send-back", reviews.return_version, ReturnVersion, ArticleVersionSerializer, **judges)
    approve = verb("approve", reviews.approve_version, Approve, ArticleVersionSerializer, **judges)
