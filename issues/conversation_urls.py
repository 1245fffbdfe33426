"""Addresses of what is said in issues: taking an answer back, saved replies, macros, the release check."""

from django.urls import path

from issues.views.desk import answers, releasing, saved_replies

urlpatterns = [
    path("saved-replies/", saved_replies.ReplyListView.as_view(), name="reply-list"),
    path("saved-replies/new/", saved_replies.ReplyAddView.as_view(), name="reply-add"),
    path("saved-replies/<str:ref>/", saved_replies.ReplyChangeView.as_view(), name="reply-change"),
    path("saved-replies/<str:ref>/end/", saved_replies.ReplyEndView.as_view(), name="reply-end"),
    path("<str:issue>/saved-replies/", saved_replies.ReplyChooseView.as_view(), name="reply-choose"),
    path("<str:issue>/saved-replies/<str:ref>/", saved_replies.ReplyUseView.as_view(), name="reply-use"),
    path("answers-let-go/", releasing.OverrideListView.as_view(), name="override-list"),
    path("<str:ref>/answers/<str:answer>/take-back/", answers.AnswerTakeBackView.as_view(), name="answer-take-back"),
]
