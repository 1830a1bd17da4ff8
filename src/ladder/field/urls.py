"""Addresses of the field room."""

from django.urls import URLPattern, path

from ladder.field.views import capture

app_name = "field"
urlpatterns: list[URLPattern] = [
    path("capture/", capture.show_capture, name="capture"),
    path("capture/words.json", capture.send_words, name="capture_words"),
    path("capture/worker.js", capture.send_worker, name="capture_worker"),
    path("capture/manifest.json", capture.send_manifest, name="capture_manifest"),
    path("capture/pack.json", capture.send_pack, name="capture_pack"),
    path("capture/credential/", capture.make_credential, name="capture_credential"),
]
