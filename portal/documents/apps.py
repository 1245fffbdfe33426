from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "portal.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        from portal.documents import historic, shelves
        from portal.documents.models import DocumentContent

        historic.register()
        shelves.register(shelves.Shelf(name="documents", model=DocumentContent, owner="document"))
