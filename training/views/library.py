"""The library for everybody: strangers read what is public, participants and staff what is meant for them as well."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.views.generic import TemplateView

from participants.models import MarketRole
from portal.lifecycle.refusals import Answer
from portal.web.views import ActionFormView, Scoped, ScopedDetailView, ScopedListView
from training import permissions
from training.actions.article_feedback import give_feedback
from training.choices import Audience
from training.forms.library import FeedbackForm, LibraryFilter
from training.library import BY_LIKENESS, ORDER, about, found, roles_of, shelf, topics
from training.models import Article, ArticleFeedback, ArticleVersion, Citation
from training.suggesting import suggest

PAGE = 20
RELATED = 4


class InLibrary(Scoped):
    """`frame` fits whoever looks; what is not public asks search engines to leave it out."""

    model = Article
    public = True

    def scope(self) -> QuerySet:
        return shelf(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        frame = "base_public.html" if not user.is_authenticated else f"base_{'desk' if user.is_staff else 'my'}.html"
        return super().get_context_data(frame=frame, public=self.public, **kwargs)

    def render_to_response(self, context: dict[str, Any], **more: Any) -> HttpResponse:
        response = super().render_to_response(context, **more)
        if not self.public:
            response["X-Robots-Tag"] = "noindex"
        return response


class LibraryView(InLibrary, ScopedListView):
    template_name = "training/library.html"
    page_size = PAGE

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "").replace("\x00", "")[:200].split())

    @cached_property
    def roles(self) -> list[str]:
        return roles_of(self.request.user)

    @property
    def public(self) -> bool:
        """The first page only: what somebody looked for is nobody else's."""
        return not self.request.GET and not self.request.user.is_authenticated

    def filters(self) -> LibraryFilter:
        return LibraryFilter(self.request.GET, topics=topics(self.scope()))

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.orders = {"best": BY_LIKENESS} if self.words else {"own": ORDER}
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if role := wanted.get("role"):
            rows = rows.for_roles([role.code])
        if topic := wanted.get("topic"):
            rows = about(rows, topic)
        return found(rows, self.words, self.roles)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs["form"]
        filtered = bool(self.words or form.data["role"] or form.data["topic"])
        return super().get_context_data(words=self.words, roles=self.roles, filtered=filtered, **kwargs)


class OfArticle(InLibrary):
    """About one article; the text is the published version's."""

    @property
    def public(self) -> bool:
        return self.object is not None and self.object.audience == Audience.PUBLIC

    def scope(self) -> QuerySet:
        return super().scope().reading()

    @cached_property
    def own_feedback(self) -> ArticleFeedback | None:
        """What the person said of the version that holds."""
        user = self.request.user
        if not user.is_authenticated:
            return None
        return ArticleFeedback.objects.visible_to(user).by(user).filter(version=self.object.live_id).first()

    def said(self) -> dict[str, Any]:
        row = self.own_feedback
        return {"helpful": "yes" if row.helpful else "no", "comment": row.comment} if row else {}


class LibraryArticleView(OfArticle, ScopedDetailView):
    template_name = "training/library_article.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article, user = self.object, self.request.user
        related = suggest(user, article.title, limit=RELATED + 1, role_codes=article.role_codes)
        return super().get_context_data(
            version=ArticleVersion.objects.only("body").get(pk=article.live_id),
            cited=list(Citation.objects.visible_to(user).filter(version=article.live_id)),
            roles=list(MarketRole.objects.filter(code__in=article.role_codes).order_by("order", "code")),
            related=[one for one in related if one.ref != article.ref][:RELATED],
            may_say=permissions.can_give_feedback(user),
            may_send=article.audience != Audience.STAFF and self._may_send(),
            feedback=self.own_feedback,
            feedback_form=FeedbackForm(initial=self.said()),
            **kwargs,
        )

    def _may_send(self) -> bool:
        user = self.request.user
        return bool(user.is_authenticated and permissions.can_send_articles(user))


class LibraryFeedbackView(LoginRequiredMixin, OfArticle, ActionFormView):
    """Sent from the article's own page; alone only where something was wrong with it."""

    form_class = FeedbackForm
    template_name = "training/library_feedback.html"

    def permission(self) -> Answer:
        return permissions.can_give_feedback(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return self.said()

    def act(self, data: dict[str, Any], **who: Any) -> ArticleFeedback:
        return give_feedback(article=self.object, **data, **who)

    def get_success_url(self) -> str:
        messages.success(self.request, "Thank you. The people who write the articles see it.")
        return reverse("library-article", args=[self.object.ref])


class SuggestionsView(TemplateView):
    """What may answer the text of a field while it is typed; the asking field names itself in `for`. Writes nothing."""

    template_name = "training/_suggestions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.request.GET.get(self.request.GET.get("for", "q"), "")
        found_now = suggest(self.request.user, text, role_codes=roles_of(self.request.user))
        return super().get_context_data(suggestions=found_now, **kwargs)
