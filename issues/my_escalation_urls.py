"""Where participants ask for escalation."""

from django.urls import path

from issues.views.my.escalations import MyEscalateView

urlpatterns = [path("<str:ref>/escalate/", MyEscalateView.as_view(), name="my-issue-escalate")]
