"""Mail that came in: the lists, one mail with all that is known of it, and the mailbox's standing."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.generic import TemplateView

from issues.forms.mails import VIEWS, MailFilter
from issues.mail_lists import found_by, in_view, standing
from issues.mail_texts import left_aside
from issues.models import IncomingMail
from issues.permissions.mail import can_judge_mail, can_oversee_mail
from issues.rules.mail_parsing import ParsedMail, Unreadable, parse
from issues.rules.mail_quotes import pieces
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ScopedDetailView, ScopedListView

SHOWN: Final = 50_000
HISTORY: Final = 100


class MailDoor(DeskDoor):
    capability = "issues.view"
    denial = "Your role does not read mail about issues."


class MailListView(MailDoor, ScopedListView):
    model = IncomingMail
    template_name = "issues/mail_list.html"
    orders = {"newest": ("-id",)}

    def filters(self) -> MailFilter:
        return MailFilter(self.request.GET)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        self.narrowed = found_by(rows, self.form.words)
        return in_view(self.narrowed, self.form.view_name).select_related("issue", "participant", "judged_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view, page = self.form.view_name, kwargs["page"]
        counts = {key: page.total if key == view else bounded_count(in_view(self.narrowed, key)) for key in VIEWS}
        return super().get_context_data(
            view=view,
            words=self.form.words,
            tabs=[(key, label, counts[key]) for key, label in VIEWS.items()],
            standing=standing(),
            **kwargs,
        )


class MailDetailView(MailDoor, ScopedDetailView):
    """Everything the mail says is shown as plain text: nothing of it is drawn, loaded or followed."""

    model = IncomingMail
    template_name = "issues/mail_detail.html"

    def scope(self) -> QuerySet:
        return (
            super()
            .scope()
            .select_related(
                "participant", "issue", "letter", "guest__meeting", "contact", "user", "judged_by", "source"
            )
        )

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mail = self.object
        parsed = self._parsed()
        events = AuditEvent.objects.filter(object_type=mail._meta.label_lower, object_ref=mail.ref)
        return super().get_context_data(
            mail=mail,
            parsed=parsed,
            pieces=pieces(parsed.contents.text[:SHOWN]) if parsed else [],
            left_aside=left_aside(parsed) if parsed else [],
            may_judge=can_judge_mail(self.request.user, mail),
            events=[told(event) for event in events.select_related("by")[:HISTORY]],
            **kwargs,
        )

    def _parsed(self) -> ParsedMail | None:
        try:
            return parse(bytes(self.object.source.raw))
        except Unreadable:
            return None


class MailboxView(MailDoor, TemplateView):
    """What is set up, how reading went, and what the last comparison found."""

    template_name = "issues/mailbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_end = can_oversee_mail(self.request.user)
        return super().get_context_data(standing=standing(), may_end=may_end, **kwargs)
