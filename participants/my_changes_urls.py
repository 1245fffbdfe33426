"""Addresses of the own company's changes. Fixed words stand before references."""

from django.urls import path

from participants.views.my import changes

urlpatterns = [
    path("", changes.MyChangeListView.as_view(), name="my-changes"),
    path("start/", changes.MyChangeStartView.as_view(), name="my-change-start"),
    path("start/<str:code>/", changes.MyChangeBeginView.as_view(), name="my-change-begin"),
    path("asked/<str:ref>/", changes.MyAcknowledgmentView.as_view(), name="my-acknowledgment"),
    path("asked/<str:ref>/sign/", changes.MyAcknowledgeView.as_view(), name="my-acknowledgment-sign"),
    path("asked/<str:ref>/refuse/", changes.MyRefuseAcknowledgmentView.as_view(), name="my-acknowledgment-refuse"),
    path("<str:ref>/", changes.MyChangeDetailView.as_view(), name="my-change-detail"),
    path("<str:ref>/rewrite/", changes.MyChangeRewriteView.as_view(), name="my-change-rewrite"),
    path("<str:ref>/submit/", changes.MyChangeSubmitView.as_view(), name="my-change-submit"),
    path("<str:ref>/sign/", changes.MyChangeSignView.as_view(), name="my-change-sign"),
    path("<str:ref>/confirm/", changes.MyChangeConfirmView.as_view(), name="my-change-confirm"),
    path("<str:ref>/withdraw/", changes.MyChangeWithdrawView.as_view(), name="my-change-withdraw"),
    path("<str:ref>/comment/", changes.MyChangeCommentView.as_view(), name="my-change-comment"),
    path("<str:ref>/attach/", changes.MyChangeAttachView.as_view(), name="my-change-attach"),
    path("<str:ref>/evidence/<str:part>/", changes.MyEvidenceView.as_view(), name="my-change-evidence"),
]
