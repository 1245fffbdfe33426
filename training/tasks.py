"""What the worker does for training and knowledge."""

from celery import shared_task
from django.utils import timezone

from portal.lifecycle import sweeps
from training.actions.article_sweep import archive_due_articles, publish_due_versions
from training.actions.certificate_sweep import ask_for_evaluations, forget_tries, remind_of_ends
from training.actions.coverage import count_coverage
from training.actions.leaving import withdraw_leavers
from training.actions.need_sweep import follow_held, measure_due, suggest_needs
from training.actions.offer_clocks import follow_clocks
from training.actions.offers import fill_sessions, lapse_offers
from training.actions.proving import prove_new_items
from training.actions.reminding import remind
from training.actions.session_ends import finish_sessions


@shared_task(ignore_result=True)
@sweeps.recorded("articles")
def sweep_articles() -> int:
    """Sweep: scheduled versions whose time has come, and articles whose planned end is here; returns how many."""
    now = timezone.now()
    return publish_due_versions(now=now) + archive_due_articles(now=now)


@shared_task(ignore_result=True)
@sweeps.recorded("sessions")
def sweep_sessions() -> dict[str, int]:
    """Sweep: expired offers go on, free seats are offered, leavers give theirs back, reminders, sessions that are over.

    Returns how many there were of each.
    """
    now = timezone.now()
    return {
        "moved": follow_clocks(),
        "left": withdraw_leavers(now=now),
        "lapsed": lapse_offers(now=now),
        "offered": fill_sessions(now=now),
        "reminded": remind(now=now),
        "finished": finish_sessions(now=now),
    }


@shared_task(ignore_result=True)
@sweeps.recorded("training needs")
def sweep_needs() -> int:
    """Sweep: patterns of alike cases, sessions that were held, effects to count; returns how many needs moved."""
    now = timezone.now()
    return suggest_needs(now=now) + follow_held(now=now) + measure_due(now=now)


@shared_task(ignore_result=True)
@sweeps.recorded("certificates")
def sweep_certificates() -> int:
    """Sweep: certificates that end soon, new items that one proves, sessions to be evaluated; returns how many."""
    now = timezone.now()
    forget_tries(now=now)
    return remind_of_ends(now=now) + prove_new_items(now=now) + ask_for_evaluations(now=now)


@shared_task(ignore_result=True)
@sweeps.recorded("training coverage")
def sweep_coverage() -> int:
    """Sweep: how much of what they should know participants have learned; returns how many were counted."""
    return count_coverage(now=timezone.now())
