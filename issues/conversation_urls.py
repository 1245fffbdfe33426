"""Addresses of what is said in issues: taking an answer back, saved replies, macros, the release check."""

from django.urls import path

from issues.views.desk import answers, releasing

urlpatterns = [
    path("answers-let-go/", releasing.OverrideListView.as_view(), name="override-list"),
    path("<str:ref>/answers/<str:answer>/take-back/", answers.AnswerTakeBackView.as_view(), name="answer-take-back"),
]
