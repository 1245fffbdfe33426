"""Addresses of obligations and campaigns, below the participants. Fixed words stand before references."""

from django.urls import path

from participants.views.desk import campaigns
from participants.views.desk import obligation_forms as forms
from participants.views.desk import obligations as pages

urlpatterns = [
    path("", pages.ObligationListView.as_view(), name="obligation-list"),
    path("calendar/", pages.ObligationCalendarView.as_view(), name="obligation-calendar"),
    path("review/", pages.ObligationReviewView.as_view(), name="obligation-review"),
    path("files/<str:ref>/", pages.ObligationFileView.as_view(), name="obligation-file"),
    path("campaigns/", campaigns.CampaignListView.as_view(), name="campaign-list"),
    path("campaigns/start/", campaigns.CampaignStartView.as_view(), name="campaign-start"),
    path("campaigns/<str:ref>/", campaigns.CampaignBoardView.as_view(), name="campaign-board"),
    path("<str:ref>/", pages.ObligationDetailView.as_view(), name="obligation-detail"),
    path("<str:ref>/submit/", forms.ObligationSubmitView.as_view(), name="obligation-submit"),
    path("<str:ref>/confirm/", forms.ObligationConfirmView.as_view(), name="obligation-confirm"),
    path("<str:ref>/claim/", forms.ObligationClaimView.as_view(), name="obligation-claim"),
    path("<str:ref>/take-back/", forms.ObligationTakeBackView.as_view(), name="obligation-take-back"),
    path("<str:ref>/accept/", forms.ObligationAcceptView.as_view(), name="obligation-accept"),
    path("<str:ref>/return/", forms.ObligationReturnView.as_view(), name="obligation-return"),
    path("<str:ref>/extend/", forms.ObligationExtendView.as_view(), name="obligation-extend"),
    path("<str:ref>/grant/", forms.ObligationGrantView.as_view(), name="obligation-grant"),
    path("<str:ref>/decline/", forms.ObligationDeclineView.as_view(), name="obligation-decline"),
    path("<str:ref>/excuse/", forms.ObligationExcuseView.as_view(), name="obligation-excuse"),
    path("<str:ref>/ask-again/", forms.ObligationAskAgainView.as_view(), name="obligation-ask-again"),
    path("<str:ref>/note/", forms.ObligationNoteView.as_view(), name="obligation-note"),
    path("<str:ref>/cancel/", forms.ObligationCancelView.as_view(), name="obligation-cancel"),
]
