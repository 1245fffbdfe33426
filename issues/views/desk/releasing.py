"""Who reads an answer and what it would tell of others, beside the form; and the log of what left all the same."""

from typing import Any, Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from issues.models import Issue, ReleaseOverride
from issues.recipients import recipients
from issues.release_check import findings, passages_of
from issues.release_files import unread
from portal.web.doors import DeskDoor
from portal.web.views import ScopedListView

UNREAD: Final = (
    "Not checked for other companies: {names}. Pictures, locked files and the like cannot be read here; look yourself."
)
# Under which names forms send what the participant would read.
SPOKEN: Final = ("text", "resolution")


def release_panel(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """The recipients as chips; once something was sent and held, the findings and the field for a reason."""
    sent = request.POST
    text = "\n".join(sent.get(name, "") for name in SPOKEN)
    files = request.FILES.getlist("files")
    found = findings(issue, passages_of(text, files)) if sent else []
    return {
        "unread": unread(files),
        "recipients": recipients(issue),
        "findings": found,
        "override_reason": sent.get("override_reason", "") if found else "",
    }


class WarnsOfUnread:
    """A form of an answer: of files that nobody but a person can read its writer is told as it leaves.

    There are some seconds to look again, and to take it back.
    """

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        names = unread(form.cleaned_data.get("files") or ())
        if names and hasattr(self, "done"):
            messages.warning(self.request, UNREAD.format(names=", ".join(names)))
        return response


class OverrideListView(DeskDoor, ScopedListView):
    """Answers that left although they name another company, the latest first."""

    capability = "issues.oversee"
    denial = "Only supervisors read this log."
    model = ReleaseOverride
    template_name = "issues/override_list.html"
    orders = {"newest": ("-at", "-id")}

    def scope(self) -> QuerySet:
        return super().scope().select_related("issue", "participant", "by")
