"""Addresses of reports, under /reports/."""

from django.urls import path

from accounts.views.desk import market_figures, report_runs, reports

urlpatterns = [
    path("", reports.ReportListView.as_view(), name="report-list"),
    path("rules/", reports.ReportRulesView.as_view(), name="report-rules"),
    path("market-figures/", market_figures.MarketFiguresView.as_view(), name="market-figures"),
    path("runs/<str:ref>/", report_runs.ReportRunView.as_view(), name="report-run"),
    path("schedules/<str:ref>/", report_runs.ReportScheduleView.as_view(), name="report-schedule"),
    path("<slug:key>/", reports.ReportView.as_view(), name="report-detail"),
    path("<slug:key>/schedule/", report_runs.ScheduleAddView.as_view(), name="report-schedule-add"),
]
