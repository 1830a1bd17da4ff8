"""Hands in every row of an export of KoboToolbox or ODK Central: all of a file or nothing, once."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.storage import StoreFull, evidence_store
from ladder.audit.services import record
from ladder.field.acts import may_name
from ladder.field.arrivals import IncomingFile
from ladder.field.export_files import Export
from ladder.field.models import ExportImport, Submission
from ladder.field.services.export_look import Look, Prepared, look_at, place_of
from ladder.field.storing import hand_in
from ladder.packfiles.archive import BROKEN
from ladder.webkit.faults import Fault

REFUSED = 400


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import; `run` is None where the file was refused and nothing written."""

    look: Look
    run: ExportImport | None = None
    faults: tuple[Fault, ...] = ()


class DamagedError(Exception):
    """A file of the export cannot be unpacked whole."""


class RefusedRowError(ValueError):
    """A row was refused; all others are undone with it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


def import_export(*, name: str, content: bytes, person: User, actor: User) -> Imported:
    """Read a file and hand in every row in the name of `person`; all or nothing. A second time changes nothing.

    Files are put into the store before anything is written, as at the door; what is taken from the rows is up to the
    rule that takes from every submission.
    """
    look = look_at(name, content)
    if look.faults or not look.prepared or look.export is None:
        return Imported(look, faults=look.faults or (Fault(name, gettext("The table holds no row.")),))
    try:
        files = {one.instance_id: keep_media(look.export, one) for one in look.prepared}
        return Imported(look, store(look, files, person, actor))
    except DamagedError:
        return refused(look, gettext("The file is damaged and cannot be opened. Export it again."))
    except StoreFull:
        return Imported(
            look, faults=(Fault(name, gettext("There is no room for the files at present. Try again later.")),)
        )
    except RefusedRowError as refusal:
        return Imported(look, faults=(refusal.fault,))


def refused(look: Look, sentence: str) -> Imported:
    """Nothing was written, for one reason."""
    return Imported(look, faults=(Fault(look.name, sentence),))


def keep_media(export: Export, one: Prepared) -> list[IncomingFile]:
    """The files of a row, in the store.

    Raises:
        DamagedError: one of them cannot be unpacked whole.
    """
    kept = [(name, evidence_store().put(io.BytesIO(unpack(export, at)))) for name, at in sorted(one.media.items())]
    return [IncomingFile(name, file.sha256, file.size_bytes) for name, file in kept]


def unpack(export: Export, at: str) -> bytes:
    """One file of an export."""
    try:
        return export.read(at)
    except BROKEN as fault:
        raise DamagedError from fault


@transaction.atomic
def store(look: Look, files: Mapping[str, list[IncomingFile]], person: User, actor: User) -> ExportImport:
    """Hand every row in, and note what came of it."""
    counts = {"rows": look.rows, "new": 0, "known": 0, "files": 0, "missing": len(look.missing)}
    for one in look.prepared:
        known = Submission.objects.filter(instance_id=one.instance_id).first()
        # What somebody else handed in themselves is known, and gets no file by way of an import
        is_theirs = known is None or known.person_id == person.pk
        answer = hand_in(
            body=bytes(known.xml) if known else one.document, files=files[one.instance_id] if is_theirs else [],
            person=known.person if known else person, device=None, source=look.system,
        )  # fmt: skip
        if answer.status >= REFUSED and is_theirs:
            raise RefusedRowError(Fault(place_of(look.name, one.row), sentence_of(answer.message_key)))
        counts["known" if known else "new"] += 1
        counts["files"] += len(files[one.instance_id]) if is_theirs else 0
    run = ExportImport.objects.create(
        file_name=look.name[:200], sha256=look.sha256, system=look.system, counts=counts, imported_by=actor,
        imported_at=timezone.now(),
    )  # fmt: skip
    # A monitor may import: of day sheets the log names nobody, and who imported stands on the import
    named = actor if look.form is not None and may_name(look.form.form_id) else None
    record(actor=named, action="field.export_imported", target=f"import:{run.public_id}", detail=counts)
    return run


def sentence_of(key: str) -> str:
    """Why a row was refused."""
    sentences = {
        "not_your_form": gettext("The role of the person in whose name this is handed in does not fill in this form."),
        "form_closed": gettext("This form is closed. Open it again, then import."),
        "other_file": gettext("A file of this row is here under the same name and is another one. The first counts."),
        "corrects_unknown": gettext("This corrects a submission of somebody else."),
    }
    return sentences.get(key, gettext("This row cannot be kept as a submission."))
