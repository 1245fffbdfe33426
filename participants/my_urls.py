"""Addresses of the participants' side. Names have no namespace: my-home, my-people, ..."""

from django.urls import include, path

from participants.views.my import (
    access_reviews,
    checklists,
    company,
    home,
    meetings,
    official_letters,
    people,
    who_sees,
)
from participants.views.my import checklists, company, home, meetings, official_letters, people, switching, turn

urlpatterns = [
    path("", home.MyHomeView.as_view(), name="my-home"),
    path("turn/", turn.MyTurnView.as_view(), name="my-turn"),
    path("switch/", switching.SwitchView.as_view(), name="my-switch"),
    path("checklists/", checklists.MyChecklistsView.as_view(), name="my-checklists"),
    path("checklists/items/<str:ref>/", checklists.MyItemView.as_view(), name="my-checklist-item"),
    path(
        "checklists/items/<str:ref>/take-back/",
        checklists.MyItemTakeBackView.as_view(),
        name="my-checklist-item-take-back",
    ),
    path("checklists/evidence/<str:ref>/", checklists.MyEvidenceView.as_view(), name="my-checklist-evidence"),
    path("checklists/<str:ref>/", checklists.MyChecklistView.as_view(), name="my-checklist"),
    path("company/", company.MyCompanyView.as_view(), name="my-company"),
    path("letters/", official_letters.MyOfficialLettersView.as_view(), name="my-official-letters"),
    path("letters/<str:ref>/", official_letters.MyOfficialLetterView.as_view(), name="my-official-letter"),
    path("people/", people.MyPeopleView.as_view(), name="my-people"),
    path("people/invite/", people.MyInviteView.as_view(), name="my-member-invite"),
    path(
        "people/invitations/<str:invitation>/revoke/",
        people.MyInvitationRevokeView.as_view(),
        name="my-invitation-revoke",
    ),
    path("people/memberships/<str:ref>/change/", people.MyMembershipChangeView.as_view(), name="my-membership-change"),
    path(
        "people/memberships/<str:ref>/suspend/",
        people.MyMembershipSuspendView.as_view(),
        name="my-membership-suspend",
    ),
    path("people/memberships/<str:ref>/resume/", people.MyMembershipResumeView.as_view(), name="my-membership-resume"),
    path("people/memberships/<str:ref>/end/", people.MyMembershipEndView.as_view(), name="my-membership-end"),
    path("people/contacts/add/", people.MyContactAddView.as_view(), name="my-contact-add"),
    path("people/contacts/<str:ref>/change/", people.MyContactChangeView.as_view(), name="my-contact-change"),
    path("people/contacts/<str:ref>/remove/", people.MyContactRemoveView.as_view(), name="my-contact-remove"),
    path("people/contacts/<str:ref>/roles/give/", people.MyRoleGiveView.as_view(), name="my-role-give"),
    path("people/roles/<str:ref>/end/", people.MyRoleEndView.as_view(), name="my-role-end"),
    path("who-sees/<str:noun>/<str:ref>/", who_sees.MyWhoSeesView.as_view(), name="my-who-sees"),
    path("people/access-review/", access_reviews.MyAccessReviewView.as_view(), name="my-access-review"),
    path("people/access-review/open/", access_reviews.MyAccessReviewOpenView.as_view(), name="my-access-review-open"),
    path(
        "people/access-review/lines/<str:ref>/",
        access_reviews.MyAccessDecisionView.as_view(),
        name="my-access-decision",
    ),
    path("people/access-review/<str:ref>/attest/", access_reviews.MyAttestView.as_view(), name="my-access-attest"),
    path("obligations/", include("participants.my_obligations_urls")),
    path("changes/", include("participants.my_changes_urls")),
    path("meetings/", meetings.MyMeetingListView.as_view(), name="my-meeting-list"),
    path("meetings/<str:ref>/answer/", meetings.MyMeetingAnswerView.as_view(), name="my-meeting-answer"),
    path("plan/", include("participants.my_plans_urls")),
    path("resources/", company.MyResourcesView.as_view(), name="my-resources"),
    path("agencies/", company.MyAgenciesView.as_view(), name="my-agencies"),
    path("agencies/grant/", company.MyAgencyGrantView.as_view(), name="my-agency-grant"),
    path("agencies/<str:ref>/withdraw/", company.MyAgencyWithdrawView.as_view(), name="my-agency-withdraw"),
]
