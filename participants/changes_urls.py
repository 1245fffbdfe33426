"""Addresses of changes at the desk, below the participants."""

from django.urls import path

from participants.views.desk import change_reviews as reviews
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
    path("<str:ref>/take/", reviews.ChangeTakeView.as_view(), name="change-take"),
    path("<str:ref>/return/", reviews.ChangeReturnView.as_view(), name="change-return"),
    path("<str:ref>/approve/", reviews.ChangeApproveView.as_view(), name="change-approve"),
    path("<str:ref>/decline/", reviews.ChangeDeclineView.as_view(), name="change-decline"),
    path("<str:ref>/complete/", reviews.ChangeCompleteView.as_view(), name="change-complete"),
    path("<str:ref>/note/", reviews.ChangeNoteView.as_view(), name="change-note"),
    path("<str:ref>/steps/<int:position>/tick/", reviews.ChangeTickView.as_view(), name="change-tick"),
    path("<str:ref>/steps/<int:position>/untick/", reviews.ChangeUntickView.as_view(), name="change-untick"),
]
