"""The address of the own company's coverage on the participants' side."""

from django.urls import path

from training.views.my.coverage import MyCoverageView

urlpatterns = [path("", MyCoverageView.as_view(), name="my-coverage")]
