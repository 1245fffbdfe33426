"""Addresses at the desk about what readers do with articles: sending them, quizzes and their results."""

from django.urls import path

from training.views.desk import quizzes, sending

urlpatterns = [
    path("quiz-attempts/<str:ref>/", quizzes.QuizAttemptView.as_view(), name="quiz-attempt"),
    path("<str:ref>/send/", sending.ArticleSendView.as_view(), name="article-send"),
    path("<str:ref>/send/<str:participant>/", sending.ArticleLetterView.as_view(), name="article-letter"),
    path("<str:ref>/quiz/", quizzes.QuizTakeView.as_view(), name="quiz-take"),
    path("<str:ref>/quiz/write/", quizzes.QuizWriteView.as_view(), name="quiz-write"),
]
