"""Asking: first what it is about, then the question with what its category asks for. Works without scripts."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from issues import permissions
from issues.actions.opening import open_issue
from issues.choices import Area, Severity
from issues.forms.asking import AskForm, SeverityForm
from issues.models import Category, Issue
from issues.rules.severities import suggested
from participants import desk_hours
from participants.views.my.pages import MyForm, MyPage
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day
from portal.web.doors import MyDoor
from training.library import roles_of
from training.suggesting import suggest


def in_use() -> Any:
    return Category.objects.holding(market_day(timezone.now()))


class MyIssueStartView(MyPage):
    """What it is about: the categories under their areas, and what is told by phone."""

    template_name = "issues/my_start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = " ".join(self.request.GET.get("q", "").replace("\x00", "")[:200].split())
        groups: dict[str, list[Category]] = {}
        for row in in_use().order_by("order", "code"):
            groups.setdefault(Area(row.area).label, []).append(row)
        return super().get_context_data(
            groups=groups.items(),
            words=words,
            suggestions=suggest(self.request.user, words, role_codes=roles_of(self.request.user)) if words else [],
            desk=desk_hours.of_desk(self.now),
            **kwargs,
        )


class MyIssueAskView(MyForm):
    """The question itself. `?title=` is what was typed before, `?resource=` what it is about."""

    form_class = AskForm
    template_name = "issues/my_ask.html"
    success_message = "Sent. Its number is {done.ref}."

    @cached_property
    def category(self) -> Category:
        return get_object_or_404(in_use(), code=self.kwargs["code"])

    def permission(self) -> Answer:
        return permissions.can_raise(self.request.user, self.participant)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"category": self.category}

    def get_initial(self) -> dict[str, Any]:
        given = self.request.GET
        return {"title": given.get("title", "")[:160], "resource": given.get("resource", "")[:20]}

    def act(self, data: dict[str, Any], **who: Any) -> Issue:
        return open_issue(participant=self.participant, category=self.category, **data, **who)

    def get_success_url(self) -> str:
        return self.done.get_my_url() if hasattr(self, "done") else reverse("my-issue-start")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = f"Ask about {self.category.name}"
        desk = desk_hours.of_desk(timezone.now())
        return super().get_context_data(category=self.category, title=title, desk=desk, **kwargs)


class MyIssueSeverityView(MyDoor, TemplateView):
    """How an issue will be treated, while reach and time are chosen. Writes nothing."""

    template_name = "issues/_my_severity.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = SeverityForm(self.request.GET)
        severity = Severity(suggested(**form.cleaned_data)) if form.is_valid() else None
        return super().get_context_data(severity=severity, urgent=severity == Severity.CRITICAL, **kwargs)
