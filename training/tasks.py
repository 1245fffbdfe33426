"""What the worker does for training and knowledge."""

from celery import shared_task
from django.utils import timezone

from portal.lifecycle import sweeps
from training.actions.article_sweep import archive_due_articles, publish_due_versions


@shared_task(ignore_result=True)
@sweeps.recorded("articles")
def sweep_articles() -> int:
    """Sweep: scheduled versions whose time has come, and articles whose planned end is here; returns how many."""
    now = timezone.now()
    return publish_due_versions(now=now) + archive_due_articles(now=now)
