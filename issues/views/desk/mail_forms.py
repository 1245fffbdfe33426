"""The decisions about a mail; each calls one action, and a refusal stands above the form in words."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from issues.actions import mail_judging as actions
from issues.forms.mails import DiscardForm, EndAddressesForm, NoteForm, OpenForm, ReleaseForm, ToLetterForm
from issues.mail_texts import title_of
from issues.models import Category, IncomingMail
from issues.permissions.mail import can_judge_mail, can_oversee_mail
from issues.rules.mail_parsing import Unreadable, parse
from issues.views.desk.mails import MailDoor
from participants.models import Contact, Participant
from portal.lifecycle.refusals import Answer
from portal.web.views import ActionFormView


class MailFormView(MailDoor, ActionFormView):
    """About one mail; ends on its page."""

    model: Any = IncomingMail
    template_name = "issues/mail_form.html"
    title = ""
    lead = ""
    submit_label = "Save"
    danger = False

    def scope(self) -> Any:
        return (
            super()
            .scope()
            .select_related("issue__participant", "letter__participant", "participant", "contact", "source")
        )

    def permission(self) -> Answer:
        return can_judge_mail(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "mail": self.object}

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"title": self.title, "lead": self.lead, "submit_label": self.submit_label, "danger": self.danger}
        return super().get_context_data(mail=self.object, back=self.get_success_url(), **page | kwargs)

    def who_wrote(self, participant: Participant) -> Contact | None:
        """The person on file with this company at the mail's address, if it is one."""
        people = Contact.objects.visible_to(self.request.user).of(participant).active()
        return people.filter(email__iexact=self.object.sender).first() if self.object.sender else None


class MailReleaseView(MailFormView):
    form_class = ReleaseForm
    title = "Release to an issue"
    lead = "It becomes the participant's word, and the participant reads it. Make sure first who wrote it."
    submit_label = "Release"
    success_message = "It stands in {done.issue.ref} now."

    def get_initial(self) -> dict[str, Any]:
        return {"issue": self.object.issue.ref if self.object.issue else ""}

    def act(self, data: dict[str, Any], **who: Any) -> IncomingMail:
        contact = self.who_wrote(data["issue"].participant)
        return actions.release_to_issue(mail=self.object, contact=contact, **data, **who)


class MailNoteView(MailFormView):
    form_class = NoteForm
    title = "Keep as an internal note"
    lead = "Only the staff reads it, beside the issue; whoever wrote it gets no say there."
    submit_label = "Keep as a note"
    success_message = "Kept as a note of {done.issue.ref}."

    def get_initial(self) -> dict[str, Any]:
        return {"issue": self.object.issue.ref if self.object.issue else ""}

    def act(self, data: dict[str, Any], **who: Any) -> IncomingMail:
        return actions.release_as_note(mail=self.object, **data, **who)


class MailOpenView(MailFormView):
    form_class = OpenForm
    title = "Open an issue from it"
    lead = "Its text becomes the first comment. Where it answered a closed issue, the new one continues that."
    submit_label = "Open issue"
    success_message = "Opened {done.issue.ref}."

    def get_initial(self) -> dict[str, Any]:
        company = self.object.participant
        former = self.object.issue
        title = former.title if former is not None else self._title()
        named = {"pk": former.category_id} if former is not None else {"code": settings.MAIL_CATEGORY}
        category = Category.objects.filter(**named).first()
        return {"participant": company.ref if company else "", "title": title, "category": category}

    def act(self, data: dict[str, Any], **who: Any) -> IncomingMail:
        return actions.open_from_mail(mail=self.object, contact=self.who_wrote(data["participant"]), **data, **who)

    def _title(self) -> str:
        try:
            return title_of(parse(bytes(self.object.source.raw)))
        except Unreadable:
            return ""


class MailToLetterView(MailFormView):
    form_class = ToLetterForm
    title = "Keep with the letter"
    lead = "It becomes the answer to the letter, for the staff only. Make sure first who wrote it."
    submit_label = "Keep with the letter"
    success_message = "It stands with the letter now."

    def act(self, data: dict[str, Any], **who: Any) -> IncomingMail:
        letter = self.object.letter
        contact = self.who_wrote(letter.participant) if letter is not None else None
        return actions.release_to_letter(mail=self.object, contact=contact, **data, **who)


class MailDiscardView(MailFormView):
    form_class = DiscardForm
    title = "Discard"
    lead = "Nothing follows from it, and nobody is told. It stays on file with your reason."
    submit_label = "Discard"
    danger = True
    success_message = "Discarded."

    def act(self, data: dict[str, Any], **who: Any) -> IncomingMail:
        return actions.discard_mail(mail=self.object, **data, **who)


class EndAddressesView(MailDoor, ActionFormView):
    """All addresses for answers that stand in mails sent so far prove nothing afterwards."""

    form_class = EndAddressesForm
    template_name = "issues/mail_form.html"
    success_message = "They prove nothing any more; mails from now on carry new ones."

    def permission(self) -> Answer:
        return can_oversee_mail(self.request.user)

    def get_success_url(self) -> str:
        return reverse("issues:mailbox")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title="End all reply addresses",
            lead="For when one was misused, or a mailbox was lost. Answers to older mails are judged without them.",
            submit_label="End them",
            danger=True,
            back=self.get_success_url(),
            **kwargs,
        )

    def act(self, data: dict[str, Any], **who: Any) -> int:
        return actions.end_reply_addresses(**data, **who)
