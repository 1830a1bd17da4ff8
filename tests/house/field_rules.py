"""Who gets in where in the field room, on the objects of the demonstration: lists of `test_access`."""

from ladder.field.models import Device, FieldForm, Submission

ROLES = (
    "secretariat", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee", "monitor",
    "case_handler",
)  # fmt: skip
KEEPER = frozenset({"secretariat"})
FIELD = KEEPER | {"assessor", "operator", "monitor"}
MAKERS = KEEPER | {"assessor"}
IMPORTERS = KEEPER | {"assessor", "monitor"}
READERS = KEEPER | {"assessor"}  # of a visit that the demonstration's assessor handed in
EVERYBODY = frozenset(("", *ROLES))
FORM, SUBMISSION = "field/forms/<uuid:public_id>/", "field/submissions/<uuid:public_id>/"
FILLED_IN = (
    "field/", "field/submissions/", "field/forms/", FORM, f"{FORM}form.xlsx", f"{FORM}form.xml", "field/devices/",
)  # fmt: skip
READ = {
    **dict.fromkeys(FILLED_IN, FIELD),
    **dict.fromkeys((SUBMISSION, f"{SUBMISSION}form.xml"), READERS),
    **dict.fromkeys((f"field/capture/{name}" for name in ("", "words.json", "worker.js", "manifest.json")), EVERYBODY),
    "field/capture/pack.json": FIELD,
    "api/v1/field/submissions/<instance_id>": frozenset({"assessor"}),
    "field/forms/new/": MAKERS,
    "field/imports/": IMPORTERS,
}
WRITTEN = {
    **dict.fromkeys((f"{SUBMISSION}accept/", f"{SUBMISSION}leave/", f"{FORM}close/", f"{FORM}open/"), KEEPER),
    "field/devices/<uuid:public_id>/end/": KEEPER | {"monitor"},
    "field/imports/go-on/": IMPORTERS,
    "field/capture/credential/": FIELD,
}


def objects_of_field() -> dict:
    """A form, a visit that the assessor handed in, and the monitor's phone."""
    return {
        "forms": FieldForm.objects.order_by("pk")[0],
        "submissions": Submission.objects.filter(person__username="demo-assessor").order_by("pk")[0],
        "devices": Device.objects.get(username="demo-monitor"),
    }
