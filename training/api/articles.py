"""/api/v1/articles/: what one may read, found by words; for writers the verbs by which articles are kept right."""

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import F, OuterRef, QuerySet, Subquery
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from participants.api.shared import Reason, at_large
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, changes, creates, verb
from training import permissions
from training.actions import article_care as care
from training.actions import articles as writing
from training.actions.article_feedback import give_feedback
from training.api.article_versions import ArticleVersionSerializer, ArticleVersionViewSet, Words
from training.choices import ArticleKind, ArticleState, Audience
from training.library import resting_on, roles_of
from training.models import Article, ArticleFeedback, ArticleVersion
from training.rules.excerpts import plain
from training.suggesting import suggest

MOST_LETTERS = writing.MOST_LETTERS


class ArticleSerializer(RowSerializer):
    role_codes = Words(read_only=True, help_text="Market roles it was written for; empty for all.")
    summary = shown("live_summary", nullable=True, note="Of the published version.")
    number = serializers.IntegerField(source="live_number", read_only=True, allow_null=True)
    published_at = serializers.DateTimeField(source="live_at", read_only=True, allow_null=True)
    excerpt = serializers.SerializerMethodField(help_text="Where a search found something in the text; else empty.")
    owner = shown("owner_ref")
    owner_name = shown("person_name")

    class Meta:
        model = Article
        fields = (
            "ref",
            "kind",
            "title",
            "summary",
            "audience",
            "role_codes",
            "state",
            "number",
            "published_at",
            "excerpt",
            "owner",
            "owner_name",
            "review_on",
            "archive_on",
            "uses",
            "changed_at",
            "created_at",
        )
        staff_only = ("state", "owner", "owner_name", "review_on", "archive_on", "uses", "changed_at", "created_at")

    def get_excerpt(self, row: Article) -> str:
        return plain(getattr(row, "excerpt", ""))


class SuggestionSerializer(serializers.Serializer):
    ref = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    snippet = serializers.CharField()
    url = serializers.CharField()
    score = serializers.FloatField(help_text="Compares the suggestions of one answer only.")


class FeedbackSerializer(RowSerializer):
    article = shown("version.article.ref")
    number = serializers.IntegerField(source="version.number", read_only=True)

    class Meta:
        model = ArticleFeedback
        fields = ("ref", "article", "number", "helpful", "comment", "given_at")


def owners(user: Any) -> QuerySet[User]:
    """Who can be answerable for an article; only staff can name them."""
    return User.objects.who_can("knowledge.write") if user.is_staff else User.objects.none()


class Settings(Input):
    audience = serializers.ChoiceField(choices=Audience.choices)
    role_codes = serializers.ListField(child=serializers.CharField(max_length=20), max_length=60)
    archive_on = DayField(allow_null=True, help_text="The day on which it is archived by itself.")


class Written(Input):
    title = serializers.CharField(max_length=160)
    summary = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")
    body = serializers.CharField(
        max_length=MOST_LETTERS, required=False, allow_blank=True, default="", help_text="Markdown."
    )
    cited = serializers.CharField(
        max_length=1000, required=False, allow_blank=True, default="", help_text='Sections: "16.2.1, NOG 3.2".'
    )


class AddArticle(Written):
    kind = serializers.ChoiceField(choices=ArticleKind.choices, default=ArticleKind.ARTICLE)
    audience = serializers.ChoiceField(choices=Audience.choices, default=Audience.STAFF)
    role_codes = serializers.ListField(child=serializers.CharField(max_length=20), max_length=60, default=list)
    owner = RefField(owners, required=False, allow_null=True, help_text="Whoever adds it, unless given.")
    review_on = DayField(required=False, allow_null=True, help_text="In a year, unless given.")
    archive_on = DayField(required=False, allow_null=True)


class HandOverArticle(Input):
    owner = RefField(owners)


class ReviewOn(Input):
    review_on = DayField()


class MoveReviewDate(ReviewOn, Reason):
    pass


class GiveFeedback(Input):
    helpful = serializers.BooleanField()
    comment = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class ArticleFilters(Filters):
    kind = django_filters.ChoiceFilter(choices=ArticleKind.choices)
    audience = django_filters.ChoiceFilter(choices=Audience.choices)
    state = django_filters.ChoiceFilter(choices=ArticleState.choices)
    role = django_filters.CharFilter(method="for_role", help_text="Written for this market role, or for all.")
    owner = django_filters.CharFilter(field_name="owner__ref", help_text="Reference of the person.")
    section = django_filters.CharFilter(
        method="about_section", help_text="Its published version rests on this section or a part of it."
    )
    staff_only = frozenset({"state", "owner"})

    def for_role(self, rows: QuerySet, name: str, code: str) -> QuerySet:
        return rows.for_roles([code])

    def about_section(self, rows: QuerySet, name: str, section: str) -> QuerySet:
        return resting_on(rows, section)


def add_article(
    *, by: User, now: datetime, title: str, summary: str, body: str, cited: str, **settings: Any
) -> Article:
    """Begin an article with its first draft; the fields of the text beside those of the article."""
    return writing.add_article(by=by, now=now, text=writing.Text(title, summary, body, cited), **settings)


def change_article(*, article: Article, by: User, now: datetime, **given: Any) -> Article:
    """For whom it is, for which market roles it was written, and the day on which it is archived by itself."""
    kept = {name: getattr(article, name) for name in ("audience", "role_codes", "archive_on")}
    return care.change_article(article=article, by=by, now=now, **kept | given)


class FeedbackViewSet(ScopedViewSet):
    """What was said of articles: staff read all of it, everybody else what oneself said."""

    model = ArticleFeedback
    serializer_class = FeedbackSerializer

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).select_related("version__article")


class ArticleViewSet(ScopedViewSet):
    """Articles and procedures: staff see all, others what is published for them. `search` asks published texts."""

    model = Article
    serializer_class = ArticleSerializer
    filterset_class = ArticleFilters
    orders = {"changed_at": ("-changed_at", "-id"), "title": ("title", "id"), "uses": ("uses", "id")}
    subject = "article"

    def rows(self, user: Any) -> QuerySet:
        live = ArticleVersion.objects.published().filter(article=OuterRef("pk")).order_by()
        annotated: dict[str, Any] = {
            "live_summary": Subquery(live.values("summary")[:1]),
            "live_number": Subquery(live.values("number")[:1]),
            "live_at": Subquery(live.values("published_at")[:1]),
        }
        if user.is_staff:
            annotated |= {"owner_ref": F("owner__ref"), "person_name": F("owner__name")}
        return super().rows(user).annotate(**annotated)

    def owner(self, row: Article) -> Article:
        """The permission asks about the article itself."""
        return row

    create = creates(add_article, AddArticle, ArticleSerializer, asks=permissions.can_write_articles)
    partial_update = changes(change_article, Settings, ArticleSerializer, asks=permissions.can_change_article)
    begin_version = verb(
        "begin-version",
        writing.begin_version,
        Input,
        ArticleVersionSerializer,
        asks=at_large(permissions.can_write_articles),
        makes=ArticleVersionViewSet,
    )
    hand_over = verb(
        "hand-over", care.hand_over_article, HandOverArticle, ArticleSerializer, asks=permissions.can_look_after
    )
    confirm = verb("confirm", care.confirm_article, ReviewOn, ArticleSerializer, asks=permissions.can_look_after)
    move_review_date = verb(
        "move-review-date", care.move_review_date, MoveReviewDate, ArticleSerializer, asks=permissions.can_look_after
    )
    archive = verb("archive", care.archive_article, Reason, ArticleSerializer, asks=permissions.can_change_article)
    restore = verb(
        "restore", care.restore_article, ReviewOn, ArticleSerializer, asks=at_large(permissions.can_review_articles)
    )
    feedback = verb(
        "feedback",
        give_feedback,
        GiveFeedback,
        FeedbackSerializer,
        asks=at_large(permissions.can_give_feedback),
        makes=FeedbackViewSet,
    )

    @extend_schema(
        parameters=[OpenApiParameter("q", OpenApiTypes.STR, required=True, description="The text typed so far.")],
        responses={200: SuggestionSerializer(many=True)},
        filters=False,
    )
    @action(detail=False, methods=["get"], pagination_class=None)
    def suggest(self, request: Request) -> Response:
        """Published articles that may answer what somebody is typing: half a sentence is enough. The best first."""
        text = request.query_params.get("q", "")
        found = suggest(request.user, text, role_codes=roles_of(request.user))
        return Response([one._asdict() for one in found])
