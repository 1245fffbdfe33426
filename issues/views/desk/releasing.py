"""Who reads an answer and what it would tell of others, beside the form; and the log of what left all the same."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest

from issues.models import Issue, ReleaseOverride
from issues.recipients import recipients
from issues.release_check import findings, passages_of
from portal.web.doors import DeskDoor
from portal.web.views import ScopedListView

# Under which names forms send what the participant would read.
SPOKEN: Final = ("text", "resolution")


def release_panel(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """The recipients as chips; once something was sent and held, the findings and the field for a reason."""
    sent = request.POST
    text = "\n".join(sent.get(name, "") for name in SPOKEN)
    found = findings(issue, passages_of(text, request.FILES.getlist("files"))) if sent else []
    return {
        "recipients": recipients(issue),
        "findings": found,
        "override_reason": sent.get("override_reason", "") if found else "",
    }


class OverrideListView(DeskDoor, ScopedListView):
    """Answers that left although they name another company, the latest first."""

    capability = "issues.oversee"
    denial = "Only supervisors read this log."
    model = ReleaseOverride
    template_name = "issues/override_list.html"
    orders = {"newest": ("-at", "-id")}

    def scope(self) -> QuerySet:
        return super().scope().select_related("issue", "participant", "by")
