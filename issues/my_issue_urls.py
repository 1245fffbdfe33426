"""Addresses of issues on the participants' side. Fixed words stand before references."""

from django.urls import path

from issues.views.my import asking, issues
from issues.views.my import issue_forms as forms

urlpatterns = [
    path("", issues.MyIssueListView.as_view(), name="my-issues"),
    path("new/", asking.MyIssueStartView.as_view(), name="my-issue-start"),
    path("new/<str:code>/", asking.MyIssueAskView.as_view(), name="my-issue-ask"),
    path("severity/", asking.MyIssueSeverityView.as_view(), name="my-issue-severity"),
    path("files/<str:ref>/", issues.MyIssueFileView.as_view(), name="my-issue-file"),
    path("<str:ref>/", issues.MyIssueView.as_view(), name="my-issue"),
    path("<str:ref>/reply/", forms.MyIssueReplyView.as_view(), name="my-issue-reply"),
    path("<str:ref>/confirm/", forms.MyIssueConfirmView.as_view(), name="my-issue-confirm"),
    path("<str:ref>/reopen/", forms.MyIssueReopenView.as_view(), name="my-issue-reopen"),
    path("<str:ref>/withdraw/", forms.MyIssueWithdrawView.as_view(), name="my-issue-withdraw"),
]
