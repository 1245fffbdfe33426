from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import audit_verbs  # noqa: F401 - importing it registers the verbs
        from accounts.actions.demo import fill_staff
        from accounts.api import urls  # noqa: F401 - importing it registers the endpoints
        from portal.lifecycle import demo

        demo.register("staff", fill_staff)
