"""The part of an answer's form about sections of the rules, drawn anew while the answer is typed."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from issues import permissions
from issues.forms.guiding import ALSO, SECTIONS, said_in
from issues.guidance_reading import lines
from issues.models import AnswerWording, Issue
from issues.views.desk.releasing import SPOKEN
from portal.lifecycle.refusals import Refused
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView
from training.rules import citations

MOST_READ: Final = 60_000


def guidance_panel(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """Nothing is read until something was typed: then what was said before on each section, and what to mark."""
    sent, problem, said = request.POST, "", []
    text = "\n".join(sent.get(name, "") for name in SPOKEN)[:MOST_READ]
    if sent:
        try:
            said = said_in(sent)
        except Refused as refusal:
            problem = refusal.reason
    return {
        "written": _written(sent) if not problem else sent.get(SECTIONS, ""),
        "problem": problem,
        "lines": lines(request.user, text, said, timezone.now()) if sent else [],
        "filled": request.resolver_match is not None and request.resolver_match.url_name != "issue-detail",
    }


def _written(sent: Any) -> str:
    """The sections written down, and those ticked, which then count as written down."""
    listed = citations.read(",".join([sent.get(SECTIONS, ""), *(sent.getlist(ALSO) if sent else [])]))
    return citations.written(listed)


def approved_text(request: HttpRequest) -> dict[str, str]:
    """What an answer begins with: the approved wording that the address names, with its citation."""
    ref = request.GET.get("approved", "")[:40]
    rows = AnswerWording.objects.visible_to(request.user).approved().select_related("answer")
    found = rows.filter(answer__ref=ref).first() if ref else None
    return {"text": f"{found.wording}\n\n({found.answer.citation})"} if found is not None else {}


class GuidancePanelView(DeskDoor, ScopedDetailView):
    """Only what depends on what is typed. Writes nothing; sent by POST because a text is long."""

    capability = "issues.view"
    denial = "Your role does not read issues."
    http_method_names = ["post"]
    model = Issue
    template_name = "issues/_guidance_lines.html"

    def scope(self) -> Any:
        return super().scope().select_related("participant")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        issue = self.get_object()
        permissions.can_work_on_issue(request.user, issue).enforce()
        return self.render_to_response(guidance_panel(request, issue) | {"object": issue})
