from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "portal.web"
    label = "web"
    verbose_name = "Pages"

    def ready(self) -> None:
        from portal.web import navigation

        navigation.register("desk", "home", "Home", "house", "home", order=10)
