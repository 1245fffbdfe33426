"""The library at the desk: its list, one article with its versions, and how two of them differ."""

from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from participants.models import MarketRole
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import Scoped, ScopedDetailView, ScopedListView
from training import permissions
from training.article_deadlines import give_clocks
from training.article_lists import citing, in_view, offered, with_current
from training.article_reading import readers_of
from training.forms.articles import VIEWS, ArticleFilter
from training.models import Article, ArticleVersion
from training.rules.article_moves import OPEN
from training.rules.differences import differences, with_context, words_changed

HISTORY: Final = 60
VERSIONS: Final = 30


class ArticleListView(DeskDoor, ScopedListView):
    capability = "training.view"
    model = Article
    template_name = "training/article_list.html"
    filter_form = ArticleFilter
    orders = {
        "-changed": ("-changed_at", "-id"),
        "changed": ("changed_at", "id"),
        "title": ("title", "id"),
        "-title": ("-title", "-id"),
        "review": ("review_on", "id"),
        "-review": ("-review_on", "-id"),
        "-uses": ("-uses", "-id"),
        "uses": ("uses", "id"),
    }

    @cached_property
    def today(self) -> date:
        return market_day(timezone.now())

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].split())

    def order(self) -> str:
        chosen = self.request.GET.get("sort", "")
        return chosen if chosen in self.orders else "review" if self.form.view_name == "due" else "-changed"

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        for name in ("kind", "audience", "state"):
            if value := wanted.get(name):
                rows = rows.filter(**{name: value})
        if role := wanted.get("role"):
            rows = rows.for_roles([role.code])
        if section := wanted.get("section"):
            rows = citing(rows, section)
        if self.words:
            rows = rows.matching(self.words)
        self.narrowed = rows
        return with_current(in_view(rows, self.form.view_name, self.request.user, self.today))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view, user = kwargs["form"].view_name, self.request.user
        give_clocks(kwargs["page"].rows)
        counts = {key: bounded_count(in_view(self.narrowed, key, user, self.today)) for key in VIEWS if key != view} | {
            view: kwargs["page"].total
        }
        return super().get_context_data(
            words=self.words,
            view=view,
            tabs=[(key, label, counts[key]) for key, label in VIEWS.items()],
            may_write=permissions.can_write_articles(user),
            today=self.today,
            filtered=bool(self.words or any(kwargs["form"].data.get(name) for name in FILTERS)),
            **kwargs,
        )


FILTERS: Final = ("kind", "audience", "state", "role", "section")


class OfArticle(DeskDoor, ScopedDetailView):
    """A page about one article, with its versions but their texts; the newest first."""

    capability = "training.view"
    model = Article

    def scope(self) -> QuerySet:
        return super().scope().select_related("owner", "created_by")

    @cached_property
    def versions(self) -> list[ArticleVersion]:
        rows = self.object.versions.select_related("author", "reviewer").defer("body", "text")
        return list(rows.order_by("-number")[:VERSIONS])

    @cached_property
    def published(self) -> ArticleVersion | None:
        return next((one for one in self.versions if one.state == "published"), None)

    @cached_property
    def open(self) -> ArticleVersion | None:
        return next((one for one in self.versions if one.state in OPEN), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        give_clocks([self.object])
        return super().get_context_data(
            versions=self.versions,
            published=self.published,
            open=self.open,
            may=offered(self.request.user, self.object, self.published, self.open),
            today=market_day(timezone.now()),
            **kwargs,
        )


class ArticleDetailView(OfArticle):
    """The text people read, or the draft while there is none; `?version=` shows another one."""

    template_name = "training/article_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = self.shown()
        roles = MarketRole.objects.filter(code__in=self.object.role_codes).order_by("order", "code")
        events = AuditEvent.objects.filter(object_ref=self.object.ref).order_by("-at", "-id")
        return super().get_context_data(
            shown=shown,
            cited=shown.citations.all(),
            roles=roles,
            events=[told(event) for event in events[:HISTORY]],
            **readers_of(self.object, self.request.user, self.published, self.open),
            **kwargs,
        )

    def shown(self) -> ArticleVersion:
        wanted = self.request.GET.get("version", "")
        named = next((one for one in self.versions if str(one.number) == wanted), None)
        return named or self.published or self.open or self.versions[0]


class ArticleCompareView(OfArticle):
    """Two versions, the older one first; without a choice the last published one and what came after it."""

    template_name = "training/article_compare.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if len(self.versions) < 2:
            raise Http404
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        older, newer = self.pair()
        return super().get_context_data(
            older=older, newer=newer, whole=bool(self.request.GET.get("whole")), **compared(older, newer), **kwargs
        )

    def pair(self) -> tuple[ArticleVersion, ArticleVersion]:
        newer = self._named("to") or self.open or self.published or self.versions[0]
        older = self._named("from")
        if older is None or older.pk == newer.pk:
            before = [one for one in self.versions if one.number < newer.number]
            older = next((one for one in before if one.published_at), None) or (before or self.versions[-2:])[0]
        first, second = sorted((older, newer), key=lambda one: one.number)
        return first, second

    def _named(self, key: str) -> ArticleVersion | None:
        return next((one for one in self.versions if str(one.number) == self.request.GET.get(key, "")), None)


def compared(older: ArticleVersion, newer: ArticleVersion) -> dict[str, Any]:
    """What is different, for the page: title, summary, sections and the text."""
    blocks = differences(older.body, newer.body)
    added, removed = words_changed(blocks)
    before, after = ({str(one) for one in version.citations.all()} for version in (older, newer))
    return {
        "titles": differences(older.title, newer.title),
        "summaries": differences(older.summary, newer.summary),
        "blocks": blocks,
        "shortened": with_context(blocks),
        "words_added": added,
        "words_removed": removed,
        "cited_added": sorted(after - before),
        "cited_removed": sorted(before - after),
        "same": not (added or removed or before ^ after)
        and (older.title, older.summary) == (newer.title, newer.summary),
    }


class ArticlePreviewView(DeskDoor, Scoped, TemplateView):
    """What a text looks like while it is typed. Writes nothing; sent by POST because a text is long."""

    capability = "knowledge.draft"
    denial = permissions.NO_WRITER
    template_name = "training/_article_preview.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response({"body": request.POST.get("body", "")[:MOST_PREVIEWED]})


MOST_PREVIEWED: Final = 60_000


def version_or_404(article: Article, versions: QuerySet[ArticleVersion]) -> ArticleVersion:
    """The one version that the rows name, with its article at hand."""
    version = get_object_or_404(versions.select_related("author", "reviewer"), article=article)
    version.article = article
    return version
