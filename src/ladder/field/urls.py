"""Addresses of the field room."""

from django.urls import URLPattern, path

from ladder.field.views import capture, devices, forms, imports, submissions

app_name = "field"
FORM = "forms/<uuid:public_id>/"
SUBMISSION = "submissions/<uuid:public_id>/"
urlpatterns: list[URLPattern] = [
    path("", submissions.show_home, name="home"),
    path("submissions/", submissions.list_submissions, name="submissions"),
    path(SUBMISSION, submissions.show_submission, name="submission"),
    path(f"{SUBMISSION}form.xml", submissions.send_xml, name="submission_xml"),
    path(f"{SUBMISSION}accept/", submissions.accept, name="accept_submission"),
    path(f"{SUBMISSION}leave/", submissions.leave, name="leave_submission"),
    path("imports/", imports.look_first, name="imports"),
    path("imports/go-on/", imports.go_on, name="go_on_import"),
    path("capture/", capture.show_capture, name="capture"),
    path("capture/words.json", capture.send_words, name="capture_words"),
    path("capture/worker.js", capture.send_worker, name="capture_worker"),
    path("capture/manifest.json", capture.send_manifest, name="capture_manifest"),
    path("capture/pack.json", capture.send_pack, name="capture_pack"),
    path("capture/credential/", capture.make_credential, name="capture_credential"),
    path("forms/", forms.list_forms, name="forms"),
    path("forms/new/", forms.make, name="make_form"),
    path(FORM, forms.show_form, name="form"),
    path(f"{FORM}form.xlsx", forms.send_xlsx, name="form_xlsx"),
    path(f"{FORM}form.xml", forms.send_xml, name="form_xml"),
    path(f"{FORM}close/", forms.close, name="close_form"),
    path(f"{FORM}open/", forms.reopen, name="open_form"),
    path("devices/", devices.list_devices, name="devices"),
    path("devices/<uuid:public_id>/end/", devices.end_device, name="end_device"),
]
