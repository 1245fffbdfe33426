"""Files in the API: name and content in one JSON value, so that a verb and its evidence arrive together."""

import base64
import binascii
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework import serializers


class FileField(serializers.Serializer):
    """`content` is Base64. Cleans to what an upload on a page is; large files go by the page."""

    name = serializers.CharField(max_length=200)
    content = serializers.CharField(help_text="Base64 of the bytes.", trim_whitespace=True)

    def to_internal_value(self, data: Any) -> SimpleUploadedFile:
        given = super().to_internal_value(data)
        try:
            content = base64.b64decode(given["content"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise serializers.ValidationError({"content": ["This is not Base64."]}) from error
        return SimpleUploadedFile(given["name"], content)
