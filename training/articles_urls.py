"""Addresses of the library at the desk. Fixed words stand before references."""

from django.urls import path

from training.views.desk import article_forms as forms
from training.views.desk import article_writing as writing
from training.views.desk import articles

urlpatterns = [
    path("", articles.ArticleListView.as_view(), name="article-list"),
    path("add/", writing.ArticleAddView.as_view(), name="article-add"),
    path("preview/", articles.ArticlePreviewView.as_view(), name="article-preview"),
    path("<str:ref>/", articles.ArticleDetailView.as_view(), name="article-detail"),
    path("<str:ref>/compare/", articles.ArticleCompareView.as_view(), name="article-compare"),
    path("<str:ref>/edit/", writing.ArticleEditView.as_view(), name="article-edit"),
    path("<str:ref>/submit/", forms.ArticleSubmitView.as_view(), name="article-submit"),
    path("<str:ref>/take-back/", forms.ArticleRecallView.as_view(), name="article-recall"),
    path("<str:ref>/discard/", forms.ArticleDiscardView.as_view(), name="article-discard"),
    path("<str:ref>/review/", writing.ArticleReviewView.as_view(), name="article-review"),
    path("<str:ref>/publish/", forms.ArticlePublishView.as_view(), name="article-publish"),
    path("<str:ref>/new-version/", forms.ArticleBeginView.as_view(), name="article-begin"),
    path("<str:ref>/settings/", forms.ArticleSettingsView.as_view(), name="article-settings"),
    path("<str:ref>/hand-over/", forms.ArticleHandOverView.as_view(), name="article-hand-over"),
    path("<str:ref>/still-right/", forms.ArticleConfirmView.as_view(), name="article-confirm"),
    path("<str:ref>/review-date/", forms.ArticleReviewDateView.as_view(), name="article-review-date"),
    path("<str:ref>/archive/", forms.ArticleArchiveView.as_view(), name="article-archive"),
    path("<str:ref>/restore/", forms.ArticleRestoreView.as_view(), name="article-restore"),
]
