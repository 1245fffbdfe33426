"""Writing and judging articles: the form a new one begins with, the editor, and the review."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from portal.lifecycle.refusals import Answer, Refused
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView
from training import permissions
from training.actions import article_reviews as reviews
from training.actions import articles as actions
from training.forms.articles import AT, RETURN, DecisionForm, NewArticleForm, RevisionForm
from training.models import Article, ArticleVersion
from training.rules import citations, review_dates
from training.rules.differences import differences, with_context
from training.views.desk.articles import compared


class ArticleForm(DeskDoor, ActionFormView):
    """About one article; ends on its page."""

    capability = "training.view"
    model: Any = Article
    template_name = "training/article_form.html"
    title = ""
    here = ""
    lead = ""
    submit_label = "Save"
    danger = False

    def scope(self) -> Any:
        return super().scope().select_related("owner")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "title": self.title.format(row=self.object),
            "here": self.here,
            "lead": self.lead.format(row=self.object),
            "submit_label": self.submit_label,
            "danger": self.danger,
        }
        return super().get_context_data(**page | kwargs)


class ArticleAddView(ArticleForm):
    model = None
    form_class = NewArticleForm
    template_name = "training/article_add.html"
    title = "Add an article or a procedure"
    success_message = "Draft saved: {done.title}."

    def permission(self) -> Answer:
        return permissions.can_write_articles(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"may_own": bool(permissions.can_own_articles(self.request.user))}

    def form_valid(self, form: Any) -> HttpResponse:
        self.text = form.text()
        return super().form_valid(form)

    def act(self, data: dict[str, Any], **who: Any) -> Article:
        names = ("kind", "audience", "role_codes", "owner", "review_on", "archive_on")
        return actions.add_article(text=self.text, **{name: data[name] for name in names}, **who)


class OfOpenVersion(ArticleForm):
    """About the version that is being worked on; without one there is no such page."""

    @cached_property
    def version(self) -> ArticleVersion:
        version = self.object.versions.open().select_related("author", "reviewer").first()
        if version is None:
            raise Http404
        version.article = self.object
        return version

    def permission(self) -> Answer:
        return permissions.can_edit_version(self.request.user, self.version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(version=self.version, **kwargs)


class ArticleEditView(OfOpenVersion):
    """The editor. Whoever fell behind sees what was saved meanwhile beside the own text, which is not lost."""

    form_class = RevisionForm
    template_name = "training/article_edit.html"

    def get_initial(self) -> dict[str, Any]:
        version = self.version
        shown = {name: getattr(version, name) for name in ("title", "summary", "body", "revision")}
        return shown | {"cited": citations.written(actions.cited_by(version))}

    def form_valid(self, form: Any) -> HttpResponse:
        now, user = timezone.now(), self.request.user
        try:
            actions.save_draft(
                version=self.version, revision=form.cleaned_data["revision"], by=user, now=now, text=form.text()
            )
            if "submit" in self.request.POST:
                reviews.submit_for_review(version=self.version, by=user, now=now)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_refused(form, behind=refusal.code == actions.BEHIND)
        submitted = "submit" in self.request.POST
        messages.success(self.request, "Sent to review." if submitted else "Draft saved.")
        return self.saved(submitted)

    def saved(self, submitted: bool) -> HttpResponse:
        """The editor goes on with what was saved; what was sent to review is read on its page."""
        url = self.object.get_absolute_url()
        return HttpResponseRedirect(url if submitted else self.request.path)

    def form_refused(self, form: Any, *, behind: bool) -> HttpResponse:
        fresh = ArticleVersion.objects.select_related("author").get(pk=self.version.pk)
        form.data = form.data.copy()
        # Saving again is then a decision: the page shows what somebody else wrote.
        form.data["revision"] = str(fresh.revision)
        blocks = with_context(differences(fresh.body, form.cleaned_data.get("body", ""))) if behind else []
        return self.render_to_response(self.get_context_data(form=form, behind=behind, blocks=blocks), status=422)


class ArticleReviewView(OfOpenVersion):
    """What a reviewer reads, beside what changes for readers, and the decision."""

    form_class = DecisionForm
    template_name = "training/article_review.html"

    def permission(self) -> Answer:
        return permissions.can_review_version(self.request.user, self.version)

    def get_initial(self) -> dict[str, Any]:
        day = max(self.object.review_on, review_dates.usual(market_day(timezone.now())))
        return {"revision": self.version.revision, "review_on": day}

    def act(self, data: dict[str, Any], **who: Any) -> ArticleVersion:
        judged = {"version": self.version, "revision": data["revision"]}
        if data["decision"] == RETURN:
            return reviews.return_version(**judged, reason=data["reason"], **who)
        at = data["publish_at"] if data["decision"] == AT else None
        return reviews.approve_version(**judged, publish_at=at, review_on=data["review_on"], **who)

    def form_valid(self, form: Any) -> HttpResponse:
        decision = form.cleaned_data["decision"]
        said = {RETURN: "Returned to its writers.", AT: "Approved; it is published at that time."}
        self.success_message = said.get(decision, "Published.")
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        published = self.object.versions.published().first()
        if published is not None:
            kwargs |= compared(published, self.version)
        return super().get_context_data(published=published, cited=self.version.citations.all(), **kwargs)
