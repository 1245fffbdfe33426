"""Addresses of certificates and transcripts on the participants' side."""

from django.urls import path

from training.views.my import results

urlpatterns = [
    path("", results.MyTrainingView.as_view(), name="my-training"),
    path("certificates/", results.MyCertificateListView.as_view(), name="my-certificates"),
    path("certificates/<str:ref>/", results.MyCertificateView.as_view(), name="my-certificate"),
    path("certificates/<str:ref>/paper/", results.MyCertificateFileView.as_view(), name="my-certificate-file"),
    path("people/<str:ref>/", results.MyTranscriptView.as_view(), name="my-transcript"),
    path("seats/<str:ref>/check-in/", results.MyCheckInView.as_view(), name="my-check-in"),
    path("seats/<str:ref>/evaluate/", results.MyEvaluateView.as_view(), name="my-evaluate"),
]
