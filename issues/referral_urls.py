"""Addresses of questions to departments. Fixed words stand before references."""

from django.urls import path

from issues.views.desk import referral_forms as forms
from issues.views.desk import referrals

urlpatterns = [
    path("", referrals.ReferralListView.as_view(), name="referral-list"),
    path("time/", referrals.ReferralTimeView.as_view(), name="referral-time"),
    path("for/<str:ref>/", forms.AskView.as_view(), name="referral-ask"),
    path("for/<str:ref>/call/", forms.DeskCallView.as_view(), name="desk-call-log"),
    path("<str:ref>/", referrals.ReferralDetailView.as_view(), name="referral-detail"),
    path("<str:ref>/files/<str:file>/", referrals.ReferralFileView.as_view(), name="referral-file"),
    path("<str:ref>/take/", forms.ReferralTakeView.as_view(), name="referral-take"),
    path("<str:ref>/ask-back/", forms.ReferralAskBackView.as_view(), name="referral-ask-back"),
    path("<str:ref>/hand-back/", forms.ReferralHandBackView.as_view(), name="referral-hand-back"),
    path("<str:ref>/answer/", forms.ReferralAnswerView.as_view(), name="referral-answer"),
    path("<str:ref>/message/", forms.ReferralMessageView.as_view(), name="referral-message"),
    path("<str:ref>/ask-again/", forms.ReferralAskAgainView.as_view(), name="referral-ask-again"),
    path("<str:ref>/release/", forms.ReferralReleaseView.as_view(), name="referral-release"),
    path("<str:ref>/withdraw/", forms.ReferralWithdrawView.as_view(), name="referral-withdraw"),
]
