"""What pages are sent is never written to a disk as it is, and a form can say that it was too much."""

import tempfile

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory


@pytest.fixture
def send(settings, monkeypatch):
    """The file of a request, looked at while nobody may make temporary files."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10_000

    def refuse(*_args, **_named):
        raise AssertionError("a temporary file")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)

    def send(content: bytes):
        request = RequestFactory().post("/", {"file": SimpleUploadedFile("pit.jpg", content), "words": "Two boys."})
        return request.FILES["file"], request.POST["words"]

    return send


def test_a_file_stays_in_memory(send):
    file, words = send(b"j" * 9_000)
    assert (file.read(), file.size, words) == (b"j" * 9_000, 9_000, "Two boys.")


def test_of_one_that_is_too_large_the_form_learns_name_and_size_and_nothing_is_kept(send):
    file, words = send(b"j" * 200_000)
    assert (file.name, file.size, file.read(), words) == ("pit.jpg", 200_000, b"", "Two boys.")
    assert forms.FileField().clean(file) is file  # whether it is too large is for the form to say
