"""The nouns of knowledge under /api/v1/; imported when the app is ready."""

from portal.rest import routers
from training.api.article_versions import ArticleVersionViewSet
from training.api.articles import ArticleViewSet, FeedbackViewSet

routers.register("articles", ArticleViewSet)
routers.register("article-feedback", FeedbackViewSet)
routers.register("article-versions", ArticleVersionViewSet)
