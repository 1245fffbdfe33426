"""Addresses of what registrations must bring, below the participants."""

from django.urls import include, path

from participants.views.desk import requirement_editing as editing
from participants.views.desk import requirements, versions

EDITING = [
    path("", editing.BlockEditView.as_view(), name="requirement-edit"),
    path("publish/", editing.DraftPublishView.as_view(), name="requirement-publish"),
    path("carry-over/", editing.DraftCarryOverView.as_view(), name="requirement-carry-over"),
    path("discard/", editing.DraftDiscardView.as_view(), name="requirement-discard"),
    path("add/", editing.ItemAddView.as_view(), name="requirement-item-add"),
    path("items/<str:item>/", editing.ItemEditView.as_view(), name="requirement-item-edit"),
    path("items/<str:item>/move/", editing.ItemMoveView.as_view(), name="requirement-item-move"),
    path("items/<str:item>/remove/", editing.ItemRemoveView.as_view(), name="requirement-item-remove"),
    path("items/<str:item>/bring-back/", editing.ItemBringBackView.as_view(), name="requirement-item-bring-back"),
]

urlpatterns = [
    path("", requirements.RequirementListView.as_view(), name="requirement-list"),
    path("blocks/<str:code>/", requirements.RequirementBlockView.as_view(), name="requirement-block"),
    path("blocks/<str:code>/edit/", include(EDITING)),
    path("blocks/<str:code>/withdraw/", editing.VersionWithdrawView.as_view(), name="requirement-withdraw"),
    path("blocks/<str:code>/versions/<int:number>/", versions.VersionView.as_view(), name="requirement-version"),
    path("decisions/", versions.OpenDecisionsView.as_view(), name="version-decisions"),
    path("decisions/<str:ref>/<str:version>/", versions.VersionDecideView.as_view(), name="version-decide"),
    path("decisions/<str:ref>/<str:version>/adopt/", versions.VersionAdoptView.as_view(), name="version-adopt"),
    path("decisions/<str:ref>/<str:version>/stay/", versions.VersionStayView.as_view(), name="version-stay"),
    path("items/<str:code>/", requirements.RequirementDetailView.as_view(), name="requirement-detail"),
]
