from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import (
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            menus,
            search,
            sign_in_events,
        )
        from accounts.actions.catalog import load_departments
        from accounts.actions.demo import fill_staff
        from accounts.api import urls  # noqa: F401 - importing it registers the endpoints
        from portal.lifecycle import catalogs, demo

        catalogs.register("departments", load_departments)
        demo.register("staff", fill_staff)
        menus.register()
        search.register()
        sign_in_events.connect()
