"""Addresses of the register of disclosures. Fixed words stand before references."""

from django.urls import path

from participants.views.desk import disclosures as pages

urlpatterns = [
    path("", pages.DisclosureListView.as_view(), name="disclosure-list"),
    path("add/", pages.DisclosureAddView.as_view(), name="disclosure-add"),
    path("lines/<str:ref>/items/", pages.ItemsView.as_view(), name="disclosure-items"),
    path("items/<str:ref>/remove/", pages.ItemRemoveView.as_view(), name="disclosure-item-remove"),
    path("lines/<str:ref>/notice/", pages.NoticeView.as_view(), name="disclosure-notice"),
    path("lines/<str:ref>/silence/", pages.SilenceView.as_view(), name="disclosure-silence"),
    path("lines/<str:ref>/confirm/", pages.ConfirmView.as_view(), name="disclosure-confirm"),
    path("lines/<str:ref>/tell/", pages.TellView.as_view(), name="disclosure-tell"),
    path("lines/<str:ref>/decide/", pages.DecideView.as_view(), name="disclosure-decide"),
    path("lines/<str:ref>/disclosed/", pages.DisclosedView.as_view(), name="disclosure-disclosed"),
    path("lines/<str:ref>/withdraw/", pages.WithdrawView.as_view(), name="disclosure-withdraw"),
    path("<str:ref>/", pages.DisclosureView.as_view(), name="disclosure-detail"),
]
