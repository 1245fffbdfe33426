"""Files in the API: name and content in one JSON value, so that a verb and its evidence arrive together."""

import base64
import binascii
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework import serializers

from portal.documents import marking
from portal.documents.choices import Protection
from portal.documents.protection import CHOOSABLE


class SaidOfText(serializers.Serializer):
    """That a text is Protected Information: its class, and what its last confidential day is reckoned from."""

    protection = serializers.ChoiceField([(one.value, one.label) for one in CHOOSABLE], help_text="Its class.")
    basis_day = serializers.DateField(required=False, help_text="The operating day from which a class counts.")
    because = serializers.CharField(required=False, max_length=300, help_text="On what grounds; for PI-MARKED.")
    until = serializers.DateField(
        required=False, help_text="The last confidential day, where the class leaves it open."
    )

    def to_internal_value(self, data: Any) -> marking.Marking | None:
        given = super().to_internal_value(data)
        said = (given["protection"], str(given.get("basis_day", "")), given.get("because", ""))
        try:
            return marking.read(*said, str(given.get("until", "")), choosable=CHOOSABLE)
        except marking.BadMarking as fault:
            raise serializers.ValidationError({"because": [str(fault)]}) from fault


class FileField(serializers.Serializer):
    """`content` is Base64. Cleans to what an upload on a page is; large files go by the page."""

    name = serializers.CharField(max_length=200)
    content = serializers.CharField(help_text="Base64 of the bytes.", trim_whitespace=True)
    protection = serializers.ChoiceField(
        Protection.choices, required=False, help_text="Its class; without one the usual class of the place."
    )
    basis_day = serializers.DateField(required=False, help_text="The operating day from which a class counts.")
    because = serializers.CharField(required=False, max_length=300, help_text="Why it is marked; for PI-MARKED.")

    def to_internal_value(self, data: Any) -> SimpleUploadedFile:
        given = super().to_internal_value(data)
        try:
            content = base64.b64decode(given["content"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise serializers.ValidationError({"content": ["This is not Base64."]}) from error
        file = SimpleUploadedFile(given["name"], content)
        said = (given.get("protection", ""), str(given.get("basis_day", "")), given.get("because", ""))
        try:
            marking.attach(file, marking.read(*said, choosable=CHOOSABLE))
        except marking.BadMarking as fault:
            raise serializers.ValidationError({"protection": [str(fault)]}) from fault
        return file
