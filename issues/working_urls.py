"""Addresses of what is done with issues beside answering them. Fixed words stand before references."""

from django.urls import path

from issues.views import leaving, surveys
from issues.views.desk import imports, working
from issues.views.desk import working_forms as forms

urlpatterns = [
    path("import/", imports.IssueImportView.as_view(), name="issue-import"),
    path("import/template.csv", imports.IssueTemplateView.as_view(), name="issue-import-template"),
    path("surveys/", surveys.SurveyListView.as_view(), name="survey-list"),
    path("survey/<str:secret>/", surveys.SurveyByLinkView.as_view(), name="survey-answer"),
    path("watching/<str:token>/leave/", leaving.LeaveView.as_view(), name="watching-leave"),
    path("followers/<str:ref>/remove/", working.FollowerRemoveView.as_view(), name="follower-remove"),
    path("links/<str:ref>/remove/", working.LinkRemoveView.as_view(), name="link-remove"),
    path("new/draft/", working.TakenDownDraftView.as_view(), name="issue-add-draft"),
    path("drafts/<str:ref>/hand-over/", forms.DraftHandOverView.as_view(), name="draft-hand-over"),
    path("drafts/<str:ref>/drop/", working.DraftDropView.as_view(), name="draft-drop"),
    path("<str:ref>/around/", working.IssueAroundView.as_view(), name="issue-around"),
    path("<str:ref>/presence/", working.IssuePresenceView.as_view(), name="issue-presence"),
    path("<str:ref>/drafts/", working.IssueDraftsView.as_view(), name="issue-drafts"),
    path("<str:ref>/follow/", working.IssueFollowView.as_view(), name="issue-follow"),
    path("<str:ref>/leave/", working.IssueLeaveView.as_view(), name="issue-leave"),
    path("<str:ref>/followers/add/", forms.FollowerAddView.as_view(), name="follower-add"),
    path("<str:ref>/tags/", forms.IssueTagsView.as_view(), name="issue-tags"),
    path("<str:ref>/parent/", forms.IssueParentView.as_view(), name="issue-parent"),
    path("<str:ref>/link/", forms.IssueLinkView.as_view(), name="issue-link"),
    path("<str:ref>/merge/", forms.IssueMergeView.as_view(), name="issue-merge"),
    path("<str:ref>/unmerge/", forms.IssueUnmergeView.as_view(), name="issue-unmerge"),
    path("<str:ref>/split/", forms.IssueSplitView.as_view(), name="issue-split"),
    path("<str:ref>/verify/", forms.IssueVerifyView.as_view(), name="issue-verify"),
    path("<str:ref>/follow-up/", forms.IssueContinueView.as_view(), name="issue-continue"),
]
