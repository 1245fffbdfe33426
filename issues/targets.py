"""What service targets register when the app is ready: their reaction, messages, catalog, demo, pages."""

from issues import (
    grid_banner,
    reactions,
    target_navigation,
    target_news,
    target_verbs,  # noqa: F401 - importing it registers the verbs
)
from issues.actions import target_clocks
from issues.actions.demo_targets import fill_targets
from issues.actions.targets_catalog import load_policies
from issues.api import target_urls  # noqa: F401 - importing it registers the endpoints
from portal.lifecycle import catalogs, demo


def register() -> None:
    """Before the demo's issues, whose clocks follow the demo's policies and roster."""
    catalogs.register("service policies", load_policies)
    demo.register("service targets", fill_targets)
    target_news.register()
    target_navigation.register()
    reactions.register(target_clocks.react)
    grid_banner.register()
