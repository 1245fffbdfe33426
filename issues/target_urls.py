"""Addresses of service targets, the duty roster and grid events. Fixed words stand before references."""

from django.urls import path

from issues.views.desk import duty, grid_events, policies, policy_changes

urlpatterns = [
    path("", policies.PolicyListView.as_view(), name="policy-list"),
    path("add/", policy_changes.PolicyAddView.as_view(), name="policy-add"),
    path("roster/", duty.DutyRosterView.as_view(), name="duty-roster"),
    path("roster/add/", duty.ShiftAddView.as_view(), name="duty-add"),
    path("roster/<str:ref>/remove/", duty.ShiftRemoveView.as_view(), name="duty-remove"),
    path("grid-events/", grid_events.GridEventListView.as_view(), name="grid-event-list"),
    path("grid-events/declare/", grid_events.GridEventDeclareView.as_view(), name="grid-event-declare"),
    path("grid-events/<str:ref>/", grid_events.GridEventDetailView.as_view(), name="grid-event-detail"),
    path("grid-events/<str:ref>/end/", grid_events.GridEventEndView.as_view(), name="grid-event-end"),
    path("<str:ref>/", policies.PolicyDetailView.as_view(), name="policy-detail"),
    path("<str:ref>/change/", policy_changes.PolicyChangeView.as_view(), name="policy-change"),
    path("<str:ref>/publish/", policy_changes.PolicyPublishView.as_view(), name="policy-publish"),
    path("<str:ref>/deactivate/", policies.PolicyDeactivateView.as_view(), name="policy-deactivate"),
    path("<str:ref>/activate/", policies.PolicyActivateView.as_view(), name="policy-activate"),
]
