"""The address of the public page behind the link in an invitation to a meeting. Its name has no namespace."""

from django.urls import path

from participants.views.invitations import InvitationAnswerView

urlpatterns = [path("<str:token>/", InvitationAnswerView.as_view(), name="invitation-answer")]
