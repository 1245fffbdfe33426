"""Addresses of changes at the desk, below the participants."""

from django.urls import path

from participants.views.desk import changes

urlpatterns = [
    path("", changes.ChangeListView.as_view(), name="change-list"),
    path("<str:ref>/", changes.ChangeDetailView.as_view(), name="change-detail"),
    path("<str:ref>/rewrite/", changes.ChangeRewriteView.as_view(), name="change-rewrite"),
    path("<str:ref>/submit/", changes.ChangeSubmitView.as_view(), name="change-submit"),
    path("<str:ref>/withdraw/", changes.ChangeWithdrawView.as_view(), name="change-withdraw"),
    path("<str:ref>/comment/", changes.ChangeCommentView.as_view(), name="change-comment"),
    path("<str:ref>/attach/", changes.ChangeAttachView.as_view(), name="change-attach"),
    path("<str:ref>/evidence/<str:part>/", changes.EvidenceView.as_view(), name="change-evidence"),
    path("<str:ref>/take/", changes.ChangeTakeView.as_view(), name="change-take"),
    path("<str:ref>/return/", changes.ChangeReturnView.as_view(), name="change-return"),
    path("<str:ref>/approve/", changes.ChangeApproveView.as_view(), name="change-approve"),
    path("<str:ref>/decline/", changes.ChangeDeclineView.as_view(), name="change-decline"),
    path("<str:ref>/complete/", changes.ChangeCompleteView.as_view(), name="change-complete"),
    path("<str:ref>/note/", changes.ChangeNoteView.as_view(), name="change-note"),
    path("<str:ref>/steps/<int:position>/tick/", changes.ChangeTickView.as_view(), name="change-tick"),
    path("<str:ref>/steps/<int:position>/untick/", changes.ChangeUntickView.as_view(), name="change-untick"),
]
