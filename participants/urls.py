"""Addresses of participants at the staff desk. Fixed words stand before references."""

from django.urls import include, path

from participants.views.desk import (
    agencies,
    assignments,
    changes,
    checklist_forms,
    checklist_items,
    company,
    coverage,
    directory,
    follow_up_forms,
    handing_over,
    joinings,
    letters,
    lookups,
    official_letters,
    participant_checklists,
    participants,
    people,
    pipeline,
    registration_moves,
    registrations,
    resources,
    timeline,
)

app_name = "participants"

LISTS = [
    path("", directory.ParticipantListView.as_view(), name="participant-list"),
    path("add/", company.ParticipantAddView.as_view(), name="participant-add"),
    path("assign/", handing_over.AssignManyView.as_view(), name="assign-many"),
    path("hand-over/<str:ref>/", handing_over.HandOverView.as_view(), name="hand-over"),
    path("hand-overs/", include("participants.hand_overs_urls")),
    path("coverage/", coverage.CoverageListView.as_view(), name="coverage-list"),
    path("options/qse/", lookups.QseOptionsView.as_view(), name="qse-options"),
    path("options/company/", lookups.CompanyOptionsView.as_view(), name="company-options"),
    path("applications/", include("participants.applications_urls")),
    path("catalogs/", include("participants.catalogs_urls")),
    path("imports/", include("participants.imports_urls")),
    path("changes/", include("participants.changes_urls")),
    path("follow-ups/", include("participants.follow_ups_urls")),
    path("pipeline/", pipeline.PipelineView.as_view(), name="pipeline"),
    path("pipeline/<str:status>/", pipeline.PipelineColumnView.as_view(), name="pipeline-column"),
    path("obligations/", include("participants.obligations_urls")),
    path("requirements/", include("participants.requirements_urls")),
    path("reviews/", include("participants.reviews_urls")),
    path("checklists/", include("participants.checklists_urls")),
    path("joinings/", joinings.JoiningListView.as_view(), name="joining-list"),
    path("joinings/preview/", joinings.JoiningPreviewView.as_view(), name="joining-preview"),
    path("joinings/<str:ref>/undo/", joinings.JoiningUndoView.as_view(), name="joining-undo"),
]

ROWS = [
    path("registrations/<str:ref>/", registrations.RegistrationDetailView.as_view(), name="registration-detail"),
    path("registrations/<str:ref>/change/", registrations.RegistrationChangeView.as_view(), name="registration-change"),
    path("registrations/<str:ref>/settle/", registrations.RegistrationSettleView.as_view(), name="registration-settle"),
    path("registrations/<str:ref>/receive/", registration_moves.ReceiveView.as_view(), name="registration-receive"),
    path(
        "registrations/<str:ref>/declare-incomplete/",
        registration_moves.DeclareIncompleteView.as_view(),
        name="registration-declare-incomplete",
    ),
    path(
        "registrations/<str:ref>/begin-review/",
        registration_moves.BeginReviewView.as_view(),
        name="registration-begin-review",
    ),
    path("registrations/<str:ref>/approve/", registration_moves.ApproveView.as_view(), name="registration-approve"),
    path("registrations/<str:ref>/qualify/", registration_moves.QualifyView.as_view(), name="registration-qualify"),
    path("registrations/<str:ref>/suspend/", registration_moves.SuspendView.as_view(), name="registration-suspend"),
    path(
        "registrations/<str:ref>/reinstate/", registration_moves.ReinstateView.as_view(), name="registration-reinstate"
    ),
    path(
        "registrations/<str:ref>/terminate/", registration_moves.TerminateView.as_view(), name="registration-terminate"
    ),
    path("registrations/<str:ref>/withdraw/", registration_moves.WithdrawView.as_view(), name="registration-withdraw"),
    path(
        "registrations/<str:ref>/letters/<str:kind>/",
        official_letters.OfficialLetterIssueView.as_view(),
        name="official-letter-issue",
    ),
    path("official-letters/<str:ref>/", official_letters.OfficialLetterView.as_view(), name="official-letter"),
    path(
        "registrations/<str:ref>/checklist/open/",
        checklist_forms.ChecklistOpenView.as_view(),
        name="checklist-open",
    ),
    path("evidence/<str:ref>/", checklist_items.EvidenceDownloadView.as_view(), name="evidence-download"),
    path("contacts/<str:ref>/change/", people.ContactChangeView.as_view(), name="contact-change"),
    path("contacts/<str:ref>/remove/", people.ContactRemoveView.as_view(), name="contact-remove"),
    path("contacts/<str:ref>/roles/give/", people.RoleGiveView.as_view(), name="role-give"),
    path("roles/<str:ref>/end/", people.RoleEndView.as_view(), name="role-end"),
    path("memberships/<str:ref>/change/", people.MembershipChangeView.as_view(), name="membership-change"),
    path("memberships/<str:ref>/end/", people.MembershipEndView.as_view(), name="membership-end"),
    path("resources/<str:ref>/change/", resources.ResourceChangeView.as_view(), name="resource-change"),
    path("resources/<str:ref>/retire/", resources.ResourceRetireView.as_view(), name="resource-retire"),
    path("representations/<str:ref>/end/", resources.RepresentationEndView.as_view(), name="representation-end"),
    path("agencies/<str:ref>/withdraw/", agencies.AgencyWithdrawView.as_view(), name="agency-withdraw"),
    path("letters/<str:ref>/", letters.LetterDetailView.as_view(), name="letter-detail"),
    path("letters/<str:ref>/take-back/", letters.LetterTakeBackView.as_view(), name="letter-take-back"),
    path("assignments/<str:ref>/replace/", assignments.AssignmentReplaceView.as_view(), name="assignment-replace"),
    path("assignments/<str:ref>/end/", assignments.AssignmentEndView.as_view(), name="assignment-end"),
]

PARTICIPANT = [
    path("<str:ref>/", participants.ParticipantDetailView.as_view(), name="participant-detail"),
    path(
        "<str:ref>/checklists/",
        participant_checklists.ParticipantChecklistsView.as_view(),
        name="participant-checklists",
    ),
    path("<str:ref>/checklists/compare/", participant_checklists.ComparisonView.as_view(), name="checklist-compare"),
    path("<str:ref>/people/", people.PeopleView.as_view(), name="participant-people"),
    path("<str:ref>/resources/", resources.ResourcesView.as_view(), name="participant-resources"),
    path("<str:ref>/agencies/", agencies.AgenciesView.as_view(), name="participant-agencies"),
    path("<str:ref>/assignments/", assignments.AssignmentsView.as_view(), name="participant-assignments"),
    path("<str:ref>/timeline/", timeline.TimelineView.as_view(), name="participant-timeline"),
    path("<str:ref>/change/", company.ParticipantChangeView.as_view(), name="participant-change"),
    path("<str:ref>/restrict/", company.ParticipantRestrictView.as_view(), name="participant-restrict"),
    path("<str:ref>/unrestrict/", company.ParticipantUnrestrictView.as_view(), name="participant-unrestrict"),
    path("<str:ref>/break-glass/", company.BreakGlassView.as_view(), name="participant-break-glass"),
    path("<str:ref>/registrations/add/", registrations.RegistrationAddView.as_view(), name="registration-add"),
    path("<str:ref>/changes/start/", changes.ChangeStartView.as_view(), name="change-start"),
    path("<str:ref>/changes/start/<str:code>/", changes.ChangeBeginView.as_view(), name="change-begin"),
    path("<str:ref>/contacts/add/", people.ContactAddView.as_view(), name="contact-add"),
    path("<str:ref>/letters/write/", letters.LetterWriteView.as_view(), name="letter-write"),
    path("<str:ref>/members/invite/", people.MemberInviteView.as_view(), name="member-invite"),
    path(
        "<str:ref>/invitations/<str:invitation>/revoke/",
        people.InvitationRevokeView.as_view(),
        name="invitation-revoke",
    ),
    path("<str:ref>/follow-ups/add/", follow_up_forms.FollowUpAddView.as_view(), name="follow-up-add"),
    path("<str:ref>/resources/add/", resources.ResourceAddView.as_view(), name="resource-add"),
    path("<str:ref>/representations/start/", resources.RepresentationStartView.as_view(), name="representation-start"),
    path("<str:ref>/agencies/grant/", agencies.AgencyGrantView.as_view(), name="agency-grant"),
    path("<str:ref>/assignments/assign/", assignments.AssignView.as_view(), name="assignment-assign"),
]

urlpatterns = LISTS + ROWS + PARTICIPANT
