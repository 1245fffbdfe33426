"""Addresses of improvement items. Fixed words stand before references."""

from django.urls import path

from issues.views.desk import improvements as views

urlpatterns = [
    path("", views.BoardView.as_view(), name="improvement-board"),
    path("new/", views.ImprovementAddView.as_view(), name="improvement-add"),
    path("from/<str:ref>/", views.ImprovementFromView.as_view(), name="improvement-from"),
    path("<str:ref>/", views.ImprovementDetailView.as_view(), name="improvement-detail"),
    path("<str:ref>/change/", views.ImprovementChangeView.as_view(), name="improvement-change"),
    path("<str:ref>/notes/", views.ImprovementNoteView.as_view(), name="improvement-note"),
    path("<str:ref>/measure/", views.ImprovementMeasureView.as_view(), name="improvement-measure"),
    path("<str:ref>/count/", views.ImprovementCountView.as_view(), name="improvement-count"),
    path("<str:ref>/issues/", views.ImprovementLinkView.as_view(), name="improvement-link"),
    path("<str:ref>/issues/<str:link>/unlink/", views.ImprovementUnlinkView.as_view(), name="improvement-unlink"),
    path("<str:ref>/accept/", views.ImprovementAcceptView.as_view(), name="improvement-accept"),
    path("<str:ref>/begin/", views.ImprovementBeginView.as_view(), name="improvement-begin"),
    path("<str:ref>/measuring/", views.ImprovementMeasuringView.as_view(), name="improvement-measuring"),
    path("<str:ref>/go-on/", views.ImprovementGoOnView.as_view(), name="improvement-go-on"),
    path("<str:ref>/close/", views.ImprovementCloseView.as_view(), name="improvement-close"),
    path("<str:ref>/drop/", views.ImprovementDropView.as_view(), name="improvement-drop"),
    path("<str:ref>/again/", views.ImprovementAgainView.as_view(), name="improvement-again"),
]
