"""Quizzes of procedures at the desk: written with the draft, taken, and what came of an attempt."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from portal.lifecycle.refusals import Answer, Refused
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView
from training import permissions
from training.actions.quizzes import take_quiz, write_quiz
from training.forms.quizzes import AnswersForm, QuestionFormSet, QuizForm, written
from training.models import ArticleVersion, QuizAttempt
from training.views.desk.article_writing import ArticleForm, OfOpenVersion


class QuizTakeView(ArticleForm):
    """The questions of the published version. Without a quiz there is no such page."""

    form_class = AnswersForm
    template_name = "training/quiz.html"
    title = "Quiz: {row.title}"
    submit_label = "Hand in"

    @cached_property
    def version(self) -> ArticleVersion:
        version = self.object.versions.published().first()
        if version is None or self.object.is_archived or not version.questions.exists():
            raise Http404
        return version

    def permission(self) -> Answer:
        return permissions.can_take_quiz(self.request.user, self.version)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"questions": list(self.version.questions.all())}

    def form_valid(self, form: Any) -> HttpResponse:
        self.given = form.answers()
        return super().form_valid(form)

    def act(self, data: dict[str, Any], **who: Any) -> QuizAttempt:
        return take_quiz(version=self.version, answers=self.given, **who)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(version=self.version, **kwargs)


class QuizAttemptView(DeskDoor, ScopedDetailView):
    """The result: what was right, and once it is passed also the right choices of the rest."""

    capability = "training.view"
    model = QuizAttempt
    template_name = "training/quiz_attempt.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("version__article", "person")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        attempt = self.object
        rows = []
        for question in attempt.version.questions.all():
            ticked = set(attempt.answers.get(question.ref, ()))
            choices = [(words, at in ticked, at in question.right) for at, words in enumerate(question.choices)]
            rows.append((question, choices, ticked == set(question.right)))
        article = attempt.version.article
        own = attempt.person_id == self.request.user.pk
        return super().get_context_data(article=article, rows=rows, own=own, **kwargs)


class QuizWriteView(OfOpenVersion):
    """The quiz of the draft: a block for each question, two empty ones after them."""

    form_class = QuizForm
    template_name = "training/quiz_edit.html"
    title = "Quiz of {row.title}"

    def permission(self) -> Answer:
        if not self.object.is_procedure:
            raise Http404
        return super().permission()

    def get_initial(self) -> dict[str, Any]:
        return {"pass_percent": self.version.pass_percent, "revision": self.version.revision}

    @cached_property
    def questions(self) -> Any:
        initial = [written(question) for question in self.version.questions.all()]
        given = self.request.POST if self.request.method == "POST" else None
        return QuestionFormSet(given, initial=initial, prefix="question")

    def form_valid(self, form: Any) -> HttpResponse:
        if not self.questions.is_valid():
            return self.form_invalid(form)
        try:
            write_quiz(
                version=self.version,
                questions=self.questions.asked(),
                by=self.request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        messages.success(self.request, "Quiz saved with the draft.")
        return HttpResponseRedirect(reverse("training:quiz-write", args=[self.object.ref]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(questions=self.questions, **kwargs)
