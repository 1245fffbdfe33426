"""What disputes, the settlement calendar and MarkeTrak reports tell the other parts when the app is ready."""

from issues import dispute_navigation, dispute_news, reactions
from issues import dispute_verbs as _verbs  # noqa: F401 - importing it registers the verbs
from issues.actions import dispute_windows, marketrak
from issues.actions.demo_disputes import fill_disputes
from issues.actions.dispute_catalog import load_dispute_rules, load_marketrak
from issues.api import dispute_urls as _endpoints  # noqa: F401 - importing it registers the endpoints
from portal.lifecycle import catalogs, demo


def register() -> None:
    catalogs.register("rules of disputes", load_dispute_rules)
    catalogs.register("subtypes of MarkeTrak issues", load_marketrak)
    demo.register("disputes", fill_disputes)
    dispute_news.register()
    dispute_navigation.register()
    reactions.register(dispute_windows.react)
    reactions.register(marketrak.react)
