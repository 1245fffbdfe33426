"""Addresses of people: the staff desk, one's own settings, invitations."""

from django.urls import include, path

from accounts.views import calendar_feed, invitation, own
from accounts.views.desk import (
    configuration,
    duties,
    invitations,
    learning,
    levels,
    retention,
    saved_views,
    staff,
    topic_catalog,
    topics,
)

app_name = "accounts"

urlpatterns = [
    path("reports/", include("accounts.report_urls")),
    path("staff/", staff.StaffListView.as_view(), name="staff-list"),
    path("staff/hand-over/", staff.HandOverView.as_view(), name="staff-hand-over"),
    path("staff/invite/", invitations.StaffInviteView.as_view(), name="invitation-add"),
    path("staff/invitations/", invitations.InvitationListView.as_view(), name="invitation-list"),
    path("staff/invitations/<str:ref>/revoke/", invitations.InvitationRevokeView.as_view(), name="invitation-revoke"),
    path("staff/invitations/<str:ref>/resend/", invitations.InvitationResendView.as_view(), name="invitation-resend"),
    path("staff/teams/", duties.TeamListView.as_view(), name="team-list"),
    path("staff/teams/add/", duties.TeamAddView.as_view(), name="team-add"),
    path("staff/teams/<str:ref>/change/", duties.TeamChangeView.as_view(), name="team-change"),
    path("staff/levels/", levels.LevelRightsView.as_view(), name="level-rights"),
    path("staff/topics/", topics.TopicListView.as_view(), name="topic-list"),
    path("staff/topics/edit/", topic_catalog.TopicCatalogView.as_view(), name="topic-catalog"),
    path("staff/absences/<str:ref>/end/", duties.AbsenceEndView.as_view(), name="absence-end"),
    path("staff/mentorings/<str:ref>/end/", duties.MentoringEndView.as_view(), name="mentoring-end"),
    path("staff/<str:ref>/", staff.StaffDetailView.as_view(), name="staff-detail"),
    path("staff/<str:ref>/topics/", topics.StaffTopicsView.as_view(), name="staff-topics"),
    path("staff/<str:ref>/learning/", learning.LearningView.as_view(), name="learning"),
    path("staff/<str:ref>/role/", staff.RoleView.as_view(), name="staff-role"),
    path("staff/<str:ref>/profile/", staff.ProfileView.as_view(), name="staff-profile"),
    path("staff/<str:ref>/team/", staff.TeamChoiceView.as_view(), name="staff-team"),
    path("staff/<str:ref>/deactivate/", staff.DeactivateView.as_view(), name="staff-deactivate"),
    path("staff/<str:ref>/reactivate/", staff.ReactivateView.as_view(), name="staff-reactivate"),
    path("staff/<str:ref>/absences/add/", duties.AbsenceAddView.as_view(), name="absence-add"),
    path("staff/<str:ref>/mentor/", duties.MentoringAddView.as_view(), name="mentoring-add"),
    path("configuration/", configuration.ConfigurationView.as_view(), name="configuration"),
    path("configuration/file/", configuration.ConfigurationFileView.as_view(), name="configuration-file"),
    path("configuration/retention/", retention.RetentionView.as_view(), name="retention"),
    path("saved-views/", saved_views.SavedViewBarView.as_view(), name="saved-view-bar"),
    path("saved-views/add/", saved_views.SavedViewAddView.as_view(), name="saved-view-add"),
    path("saved-views/columns/", saved_views.ColumnsView.as_view(), name="list-columns"),
    path("saved-views/shortcuts/", saved_views.ShortcutsView.as_view(), name="shortcuts"),
    path("saved-views/<str:ref>/change/", saved_views.SavedViewChangeView.as_view(), name="saved-view-change"),
    path("saved-views/<str:ref>/drop/", saved_views.SavedViewDropView.as_view(), name="saved-view-drop"),
    path("settings/", own.SettingsView.as_view(), name="settings"),
    path("settings/sessions/end/", own.SessionEndView.as_view(), name="session-end"),
    path("settings/calendar/make/", calendar_feed.FeedMakeView.as_view(), name="feed-make"),
    path("settings/calendar/end/", calendar_feed.FeedEndView.as_view(), name="feed-end"),
    path("settings/tokens/add/", own.TokenAddView.as_view(), name="token-add"),
    path("settings/tokens/<str:ref>/revoke/", own.TokenRevokeView.as_view(), name="token-revoke"),
    path("invitation/<str:ref>/<str:secret>/", invitation.InvitationView.as_view(), name="invitation"),
]
