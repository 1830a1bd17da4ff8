"""Tables of the field room."""

from ladder.field.models.devices import Device
from ladder.field.models.forms import FieldForm
from ladder.field.models.imports import ExportImport
from ladder.field.models.submissions import PartialUpload, Submission, SubmissionEvent, SubmissionFile

__all__ = [
    "Device",
    "ExportImport",
    "FieldForm",
    "PartialUpload",
    "Submission",
    "SubmissionEvent",
    "SubmissionFile",
]
