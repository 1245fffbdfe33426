"""Addresses of the public page about certificates. Names have no namespace: verify, verify-number."""

from django.urls import path

from training.views import verify

urlpatterns = [
    path("", verify.VerifyView.as_view(), name="verify"),
    path("<str:number>/", verify.VerifyNumberView.as_view(), name="verify-number"),
]
