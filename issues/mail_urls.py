"""Addresses of incoming mail."""

from django.urls import path

from issues.views.desk import mail_forms, mails

urlpatterns = [
    path("", mails.MailListView.as_view(), name="mail-list"),
    path("mailbox/", mails.MailboxView.as_view(), name="mailbox"),
    path("mailbox/end-addresses/", mail_forms.EndAddressesView.as_view(), name="mailbox-end-addresses"),
    path("<str:ref>/", mails.MailDetailView.as_view(), name="mail-detail"),
    path("<str:ref>/release/", mail_forms.MailReleaseView.as_view(), name="mail-release"),
    path("<str:ref>/letter/", mail_forms.MailToLetterView.as_view(), name="mail-to-letter"),
    path("<str:ref>/note/", mail_forms.MailNoteView.as_view(), name="mail-note"),
    path("<str:ref>/open/", mail_forms.MailOpenView.as_view(), name="mail-open"),
    path("<str:ref>/discard/", mail_forms.MailDiscardView.as_view(), name="mail-discard"),
]
