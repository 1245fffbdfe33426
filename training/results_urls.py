"""Addresses of attendance, tests, certificates and transcripts at the desk. Fixed words stand before references."""

from django.urls import path

from training.views.desk import (
    certificate_forms,
    certificates,
    completion_imports,
    evidence,
    session_results,
)

urlpatterns = [
    path("certificates/", certificates.CertificateListView.as_view(), name="certificate-list"),
    path("certificates/<str:ref>/", certificates.CertificateDetailView.as_view(), name="certificate-detail"),
    path("certificates/<str:ref>/paper/", certificates.CertificateFileView.as_view(), name="certificate-file"),
    path(
        "certificates/<str:ref>/revoke/", certificate_forms.CertificateRevokeView.as_view(), name="certificate-revoke"
    ),
    path(
        "certificates/<str:ref>/reissue/",
        certificate_forms.CertificateReissueView.as_view(),
        name="certificate-reissue",
    ),
    path("people/<str:ref>/", certificates.TranscriptView.as_view(), name="transcript"),
    path("people/<str:ref>/certify/", certificate_forms.CertificateAddView.as_view(), name="certificate-add"),
    path("import/", completion_imports.CompletionImportView.as_view(), name="completion-import"),
    path("import/template/", completion_imports.CompletionTemplateView.as_view(), name="completion-import-template"),
    path("evidence/", evidence.EvidenceListView.as_view(), name="evidence-list"),
    path("evidence/add/", evidence.EvidenceAddView.as_view(), name="evidence-add"),
    path("evidence/<int:pk>/end/", evidence.EvidenceEndView.as_view(), name="evidence-end"),
    path("tests/<str:ref>/strike/", session_results.ResultStrikeView.as_view(), name="result-strike"),
    path("sessions/<str:ref>/", session_results.SessionResultsView.as_view(), name="session-results"),
    path(
        "sessions/<str:ref>/evaluations/", session_results.SessionEvaluationsView.as_view(), name="session-evaluations"
    ),
    path("sessions/<str:ref>/scores/", session_results.SessionScoresView.as_view(), name="session-scores"),
    path("sessions/<str:ref>/certify/", session_results.SessionCertifyView.as_view(), name="session-certify"),
    path(
        "sessions/<str:ref>/days/<int:number>/",
        session_results.SessionAttendanceView.as_view(),
        name="session-attendance",
    ),
    path("sessions/<str:ref>/days/<int:number>/code/", session_results.SessionCodeView.as_view(), name="session-code"),
]
