"""The small forms about an article; each calls one action, and a refusal stands above the form in words."""

from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils import timezone

from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day
from training import permissions
from training.actions import article_care as care
from training.actions import article_reviews as reviews
from training.actions import articles as actions
from training.forms.articles import ArticleReasonForm, HandOverForm, MoveReviewForm, ReviewDateForm, SettingsForm
from training.models import Article, ArticleVersion
from training.rules import review_dates
from training.views.desk.article_writing import ArticleForm, OfOpenVersion


class ArticleStepView(OfOpenVersion):
    """A button that moves the open version along; its page asks before it does."""

    form_class = Form


class ArticleSubmitView(ArticleStepView):
    title = "Send to review: {row.title}"
    here = "Send to review"
    lead = "Nothing more is changed until somebody who did not write it has read it."
    submit_label = "Send to review"
    success_message = "Sent to review."

    def act(self, data: dict[str, Any], **who: Any) -> ArticleVersion:
        return reviews.submit_for_review(version=self.version, **who)


class ArticleRecallView(ArticleStepView):
    title = "Take back: {row.title}"
    here = "Take back"
    lead = "It becomes a draft again and is neither reviewed nor published until you send it anew."
    submit_label = "Take back"
    success_message = "It is a draft again."

    def act(self, data: dict[str, Any], **who: Any) -> ArticleVersion:
        return reviews.recall_version(version=self.version, **who)


class ArticleDiscardView(ArticleStepView):
    title = "Discard the draft of {row.title}"
    here = "Discard the draft"
    lead = "What is published stays as it is. The draft's text remains among the versions."
    submit_label = "Discard draft"
    danger = True
    success_message = "The draft is discarded."

    def act(self, data: dict[str, Any], **who: Any) -> ArticleVersion:
        return actions.discard_draft(version=self.version, **who)


class ArticlePublishView(ArticleStepView):
    title = "Publish now: {row.title}"
    here = "Publish now"
    lead = "It was approved for a later time. People read it from now on."
    submit_label = "Publish now"
    success_message = "Published."

    def permission(self) -> Answer:
        return permissions.can_review_articles(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> ArticleVersion:
        return reviews.publish_scheduled(version=self.version, **who)


class ArticleBeginView(ArticleForm):
    form_class = Form
    title = "New version of {row.title}"
    here = "New version"
    lead = "It begins as a draft with today's text; people go on reading that until the new version is published."
    submit_label = "Begin a new version"

    def permission(self) -> Answer:
        return permissions.can_write_articles(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> ArticleVersion:
        return actions.begin_version(article=self.object, **who)

    def get_success_url(self) -> str:
        return reverse("training:article-edit", args=[self.object.ref])


class ArticleSettingsView(ArticleForm):
    form_class = SettingsForm
    title = "Settings of {row.title}"
    here = "Settings"
    lead = "Who may read it once it is published, and when it ends by itself."
    success_message = "Saved."

    def permission(self) -> Answer:
        return permissions.can_change_article(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"article": self.object}

    def get_initial(self) -> dict[str, Any]:
        row = self.object
        return {"audience": row.audience, "role_codes": row.role_codes, "archive_on": row.archive_on}

    def act(self, data: dict[str, Any], **who: Any) -> Article:
        return care.change_article(article=self.object, **data, **who)


class LookingAfter(ArticleForm):
    """What its owner decides about it, or whoever publishes articles."""

    def permission(self) -> Answer:
        return permissions.can_look_after(self.request.user, self.object)


class ArticleHandOverView(LookingAfter):
    form_class = HandOverForm
    title = "Hand over: {row.title}"
    here = "Hand over"
    lead = "Owner now: {row.owner.name}. The review date stays."
    submit_label = "Hand over"
    success_message = "{done.owner.name} is the owner now."

    def act(self, data: dict[str, Any], **who: Any) -> Article:
        return care.hand_over_article(article=self.object, **data, **who)


class ArticleConfirmView(LookingAfter):
    form_class = ReviewDateForm
    title = "Still right: {row.title}"
    here = "Still right"
    lead = "You have read it, and nothing of it needs to change. You are reminded again before the next date."
    submit_label = "It is still right"
    success_message = "Confirmed."

    def get_initial(self) -> dict[str, Any]:
        return {"review_on": review_dates.usual(market_day(timezone.now()))}

    def act(self, data: dict[str, Any], **who: Any) -> Article:
        return care.confirm_article(article=self.object, **data, **who)


class ArticleReviewDateView(LookingAfter):
    form_class = MoveReviewForm
    title = "Another review date: {row.title}"
    here = "Review date"
    lead = "This does not say that it is right. A date that was missed stays on record."
    submit_label = "Change the date"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return {"review_on": self.object.review_on}

    def act(self, data: dict[str, Any], **who: Any) -> Article:
        return care.move_review_date(article=self.object, **data, **who)


class ArticleArchiveView(ArticleForm):
    form_class = ArticleReasonForm
    title = "Archive: {row.title}"
    here = "Archive"
    lead = "Only the staff finds it from then on; a draft of it is discarded. It can be restored."
    submit_label = "Archive"
    danger = True
    success_message = "Archived."

    def permission(self) -> Answer:
        return permissions.can_change_article(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Article:
        return care.archive_article(article=self.object, **data, **who)


class ArticleRestoreView(ArticleForm):
    form_class = ReviewDateForm
    title = "Restore: {row.title}"
    here = "Restore"
    lead = "What was published is published again; what never was becomes a draft."
    submit_label = "Restore"
    success_message = "Restored."

    def permission(self) -> Answer:
        return permissions.can_review_articles(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        return {"review_on": review_dates.usual(market_day(timezone.now()))}

    def act(self, data: dict[str, Any], **who: Any) -> Article:
        return care.restore_article(article=self.object, **data, **who)
