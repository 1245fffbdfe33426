"""Addresses of one issue at the desk. Fixed words stand before references."""

from django.urls import path

from issues.views.desk import guidance_panel, issues, taking_down
from issues.views.desk import issue_forms as forms

urlpatterns = [
    path("new/", taking_down.IssueAddView.as_view(), name="issue-add"),
    path("files/<str:ref>/", issues.IssueFileView.as_view(), name="issue-file"),
    path("<str:ref>/", issues.IssueDetailView.as_view(), name="issue-detail"),
    path("<str:ref>/answer/", forms.IssueAnswerView.as_view(), name="issue-answer"),
    path("<str:ref>/guidance/", guidance_panel.GuidancePanelView.as_view(), name="issue-guidance"),
    path("<str:ref>/note/", forms.IssueNoteView.as_view(), name="issue-note"),
    path("<str:ref>/write-down/", forms.IssueWriteDownView.as_view(), name="issue-write-down"),
    path("<str:ref>/take-up/", forms.IssueTakeUpView.as_view(), name="issue-take-up"),
    path("<str:ref>/resume/", forms.IssueResumeView.as_view(), name="issue-resume"),
    path("<str:ref>/change/", forms.IssueChangeView.as_view(), name="issue-change"),
    path("<str:ref>/hand-over/", forms.IssueHandOverView.as_view(), name="issue-hand-over"),
    path("<str:ref>/resolve/", forms.IssueResolveView.as_view(), name="issue-resolve"),
    path("<str:ref>/close/", forms.IssueCloseView.as_view(), name="issue-close"),
    path("<str:ref>/reopen/", forms.IssueReopenView.as_view(), name="issue-reopen"),
    path("<str:ref>/withdraw/", forms.IssueWithdrawView.as_view(), name="issue-withdraw"),
]
