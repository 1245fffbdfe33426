"""Addresses of the catalogs, below the participants."""

from django.urls import path

from participants.views.desk import catalogs, health_measures

urlpatterns = [
    path("", catalogs.FormsView.as_view(), name="catalog-forms"),
    path("lead-times/", catalogs.LeadTimesView.as_view(), name="catalog-lead-times"),
    path("obligations/", catalogs.ObligationsView.as_view(), name="catalog-obligations"),
    path("change-procedures/", catalogs.ChangeProceduresView.as_view(), name="catalog-changes"),
    path("plan-templates/", catalogs.PlanTemplatesView.as_view(), name="catalog-plan-templates"),
    path("health/", health_measures.MeasuresView.as_view(), name="catalog-health"),
    path("health/<str:ref>/change/", health_measures.MeasureChangeView.as_view(), name="health-measure-change"),
    path("protection/", catalogs.ProtectionView.as_view(), name="catalog-protection"),
    path("test-flights/", catalogs.FlightsView.as_view(), name="catalog-flights"),
    path("test-flights/add/", catalogs.FlightAddView.as_view(), name="flight-add"),
    path("test-flights/<str:ref>/change/", catalogs.FlightChangeView.as_view(), name="flight-change"),
]
