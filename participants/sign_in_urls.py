"""Addresses of the way in through a company's own provider. Names have no namespace: the sign-in page links them."""

from django.urls import path

from participants.views import signing_in

urlpatterns = [
    path("company/", signing_in.CompanySignInView.as_view(), name="company-sign-in"),
    path("company/finish/", signing_in.CompanyFinishView.as_view(), name="company-sign-in-finish"),
    path("company/<str:ref>/trial/", signing_in.CompanyTrialView.as_view(), name="company-sign-in-trial"),
    path("company/<str:ref>/callback/", signing_in.CompanyCallbackView.as_view(), name="company-sign-in-callback"),
    path("company/<str:ref>/acs/", signing_in.CompanyAcsView.as_view(), name="company-sign-in-acs"),
]
