"""Addresses of a company's protected files, and of who opened them."""

from django.urls import path

from participants.views.my import protection

urlpatterns = [
    path("files/", protection.MyFilesView.as_view(), name="my-files"),
    path("files/<str:ref>/mark/", protection.MyMarkView.as_view(), name="my-files-mark"),
    path("who-opened/", protection.MyOpenedView.as_view(), name="my-who-opened"),
]
