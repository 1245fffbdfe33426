"""Addresses of interactions, letters' templates and meetings under the desk's /participants/."""

from django.urls import path

from participants.views.desk import interactions, letter_templates, meetings

urlpatterns = [
    path("interactions/", interactions.InteractionListView.as_view(), name="interaction-list"),
    path("interactions/log/", interactions.InteractionLogView.as_view(), name="interaction-log"),
    path("interactions/people/", interactions.InteractionPeopleView.as_view(), name="interaction-people"),
    path("interactions/<str:ref>/", interactions.InteractionDetailView.as_view(), name="interaction-detail"),
    path("interactions/<str:ref>/change/", interactions.InteractionChangeView.as_view(), name="interaction-change"),
    path("interactions/<str:ref>/strike/", interactions.InteractionStrikeView.as_view(), name="interaction-strike"),
    path("meetings/", meetings.MeetingListView.as_view(), name="meeting-list"),
    path("meetings/<str:ref>/", meetings.MeetingDetailView.as_view(), name="meeting-detail"),
    path("meetings/<str:ref>/change/", meetings.MeetingChangeView.as_view(), name="meeting-change"),
    path("meetings/<str:ref>/cancel/", meetings.MeetingCancelView.as_view(), name="meeting-cancel"),
    path("meetings/<str:ref>/hold/", meetings.MeetingHoldView.as_view(), name="meeting-hold"),
    path("meetings/guests/<str:ref>/answer/", meetings.GuestAnswerView.as_view(), name="guest-answer"),
    path("letters/templates/", letter_templates.TemplateListView.as_view(), name="letter-template-list"),
    path("letters/templates/add/", letter_templates.TemplateAddView.as_view(), name="letter-template-add"),
    path(
        "letters/templates/<str:ref>/change/",
        letter_templates.TemplateChangeView.as_view(),
        name="letter-template-change",
    ),
    path("<str:ref>/meetings/plan/", meetings.MeetingPlanView.as_view(), name="meeting-plan"),
]
