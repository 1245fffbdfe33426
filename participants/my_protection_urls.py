"""Addresses of a company's protected files, and of who opened them."""

from django.urls import path

from participants.views.my import disclosures, protection

urlpatterns = [
    path("files/", protection.MyFilesView.as_view(), name="my-files"),
    path("files/<str:ref>/mark/", protection.MyMarkView.as_view(), name="my-files-mark"),
    path("who-opened/", protection.MyOpenedView.as_view(), name="my-who-opened"),
    path("disclosures/", disclosures.MyDisclosuresView.as_view(), name="my-disclosures"),
    path("disclosures/<str:ref>/object/", disclosures.MyObjectView.as_view(), name="my-disclosure-object"),
]
