"""Addresses of checklists, their items and waivers, below the participants."""

from django.urls import path

from participants.views.desk import checklist_forms, checklist_items, checklists, item_forms

urlpatterns = [
    path("items/<str:ref>/", checklist_items.ChecklistItemView.as_view(), name="checklist-item"),
    path("items/<str:ref>/ask/", item_forms.ItemAskView.as_view(), name="item-ask"),
    path("items/<str:ref>/record/", item_forms.ItemRecordView.as_view(), name="item-record"),
    path("items/<str:ref>/take-up/", item_forms.ItemTakeUpView.as_view(), name="item-take-up"),
    path("items/<str:ref>/return/", item_forms.ItemReturnView.as_view(), name="item-return"),
    path("items/<str:ref>/accept/", item_forms.ItemAcceptView.as_view(), name="item-accept"),
    path("items/<str:ref>/reopen/", item_forms.ItemReopenView.as_view(), name="item-reopen"),
    path("items/<str:ref>/exclude/", item_forms.ItemExcludeView.as_view(), name="item-exclude"),
    path("items/<str:ref>/ask-waiver/", item_forms.ItemAskWaiverView.as_view(), name="item-ask-waiver"),
    path("items/<str:ref>/note/", item_forms.ItemNoteView.as_view(), name="item-note"),
    path("waivers/<str:ref>/grant/", item_forms.WaiverGrantView.as_view(), name="waiver-grant"),
    path("waivers/<str:ref>/decline/", item_forms.WaiverDeclineView.as_view(), name="waiver-decline"),
    path("<str:ref>/", checklists.ChecklistDetailView.as_view(), name="checklist-detail"),
    path("<str:ref>/past/", checklists.ChecklistPastView.as_view(), name="checklist-past"),
    path("<str:ref>/plan/", checklist_forms.ChecklistPlanView.as_view(), name="checklist-plan"),
    path("<str:ref>/plan/preview/", checklists.PlanPreviewView.as_view(), name="checklist-plan-preview"),
]
