"""Reads exports of KoboToolbox and ODK Central in: first a dry look, then all of a file or nothing, once."""

import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.storage import StoreFull, evidence_store
from ladder.audit.services import record
from ladder.core.field.exports import Mapped, RowRead, choose, read_row, recognise
from ladder.core.field.outline import FILE
from ladder.field.acts import may_name
from ladder.field.arrivals import IncomingFile
from ladder.field.export_documents import build_document
from ladder.field.export_files import Export, Line, open_export
from ladder.field.models import ExportImport, FieldForm, Submission
from ladder.field.outlines import outline_of
from ladder.field.reading import read_document
from ladder.field.services.senders import find_site
from ladder.field.storing import hand_in
from ladder.field.words import FAULT_SENTENCES
from ladder.packfiles.archive import BROKEN
from ladder.packfiles.faults import letters_of
from ladder.registry.models import Site
from ladder.webkit.faults import Fault

MOST_FORMS = 20
REFUSED = 400
SITE_PATHS = ("visit/site", "sheet/site")


@dataclass(frozen=True, slots=True)
class Prepared:
    """One row, ready to be handed in. `media` maps the names of its files to their places in the archive."""

    instance_id: str
    document: bytes
    site: Site
    row: int
    media: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a file holds, before anything is written."""

    name: str
    sha256: str
    system: str = ""
    form: FieldForm | None = None
    rows: int = 0
    known: int = 0
    sites: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    missing: tuple[tuple[int, str], ...] = ()
    faults: tuple[Fault, ...] = ()
    prepared: tuple[Prepared, ...] = ()
    export: Export | None = None

    @property
    def new(self) -> int:
        """Rows that are not here yet."""
        return len(self.prepared) - self.known


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


def look_at(name: str, content: bytes) -> Look:
    """What a file holds: its form, rows, sites, unknown columns, missing files, and every fault. Writes nothing."""
    sha256 = hashlib.sha256(content).hexdigest()
    export, faults = open_export(name, content)
    if export is None:
        return Look(name, sha256, faults=tuple(faults))
    system = recognise(export.headings)
    if not system:
        sentence = gettext(
            "This is no export of KoboToolbox or ODK Central: it has neither a column _uuid nor a column KEY."
        )
        return Look(name, sha256, faults=(Fault(export.name, sentence),))
    forms = {(form.form_id, form.form_version): form for form in newest_forms()}
    mapped = choose(export.headings, [outline_of(form) for form in forms.values()])
    if mapped is None:
        sentence = gettext("No column answers a question of a form that was made here.")
        return Look(name, sha256, system, faults=(Fault(export.name, sentence),))
    form = forms[mapped.outline.form_id, mapped.outline.form_version]
    return Reader(export, mapped, form).look(name, sha256)


def newest_forms() -> Iterable[FieldForm]:
    """The newest version of every form that an export may be of: names of questions do not change between versions."""
    newest = FieldForm.objects.order_by().values("form_id").annotate(newest=Max("pk")).values("newest")
    return FieldForm.objects.filter(pk__in=newest).select_related("version__framework").order_by("-pk")[:MOST_FORMS]


class Reader:
    """Reads every row of one export by one form."""

    def __init__(self, export: Export, mapped: Mapped, form: FieldForm) -> None:
        self.export, self.mapped, self.form = export, mapped, form
        self.faults: list[Fault] = []
        self.sites: dict[str, Site | None] = {}
        self.photos = [each.path for each in mapped.outline.asked if each.kind == FILE]

    def look(self, name: str, sha256: str) -> Look:
        """All rows."""
        rows = [(line, read_row(line.cells, self.mapped)) for line in self.export.lines]
        prepared = [one for line, row in rows if (one := self.prepare(line, row)) is not None]
        self.refuse_twins(prepared)
        ids = [one.instance_id for one in prepared]
        counts: dict[str, int] = {}
        for one in prepared:
            counts[one.site.name] = counts.get(one.site.name, 0) + 1
        return Look(
            name=name,
            sha256=sha256,
            system=self.mapped.system,
            form=self.form,
            rows=len(rows),
            known=Submission.objects.filter(instance_id__in=ids).count(),
            sites=dict(sorted(counts.items())),
            unknown=self.mapped.unknown,
            missing=tuple((one.row, file) for one in prepared for file in one.missing),
            faults=tuple(self.faults),
            prepared=tuple(prepared),
            export=self.export,
        )

    def prepare(self, line: Line, row: RowRead) -> Prepared | None:
        """One row as a document; None, with its faults noted, where it cannot be followed."""
        before = len(self.faults)
        for trouble in row.troubles:
            sentence = gettext("“%(seen)s” is none of this question's answers.") % {"seen": trouble.seen[:40]}
            self.fault(line, sentence, trouble.column)
        instance, root = identity_of(row)
        if not instance:
            self.fault(line, gettext("The row names no submission: its _uuid or KEY is empty."))
        site = self.find_site(line, row)
        if len(self.faults) > before or site is None:
            return None
        values = {**row.values, **{path: str(site.public_id) for path in SITE_PATHS if row.values.get(path)}}
        meta = {"instance": instance, "system": self.mapped.system, "submitted": row.meta.get("submitted", "")}
        meta["deprecated"] = corrected_by(instance, root)
        media, missing = self.find_media(row, instance)
        document = build_document(self.mapped.outline, meta, values)
        if self.note_unreadable(line, document):
            return None
        return Prepared(instance, document, site, line.number, media, missing)

    def note_unreadable(self, line: Line, document: bytes) -> bool:
        """Note every answer that could not be followed once it is here; whether there is any.

        Set aside then, it would lie under an id that no mended file could take.
        """
        faults = read_document(document, self.form, is_exported=True).faults
        columns = {each.path: each.number for each in self.mapped.columns}
        for each in faults:
            sentence = str(FAULT_SENTENCES[each.why])
            self.fault(line, sentence, columns.get(each.question))
        return bool(faults)

    def find_site(self, line: Line, row: RowRead) -> Site | None:
        """The site that a row names, by public id or code; a fault where there is none."""
        name = next((row.values[path] for path in SITE_PATHS if row.values.get(path)), "")
        if name not in self.sites:
            self.sites[name] = find_site(name)
        if self.sites[name] is None:
            sentence = gettext("No site has the code or number “%(name)s”.") % {"name": name[:60]}
            column = next((each.number for each in self.mapped.columns if each.path in SITE_PATHS), 0)
            self.fault(line, sentence if name else gettext("The row names no site."), column)
        return self.sites[name]

    def find_media(self, row: RowRead, instance: str) -> tuple[dict[str, str], tuple[str, ...]]:
        """Where each file of a row is in the archive, and which are not there."""
        names = [row.values[path] for path in self.photos if row.values.get(path)]
        found = {name: self.export.find(name, instance.removeprefix("uuid:")) for name in names}
        return {name: at for name, at in found.items() if at}, tuple(name for name, at in found.items() if not at)

    def refuse_twins(self, prepared: Iterable[Prepared]) -> None:
        """One submission stands in one row."""
        seen: dict[str, int] = {}
        for one in prepared:
            if seen.setdefault(one.instance_id, one.row) != one.row:
                values = {"row": seen[one.instance_id]}
                sentence = gettext("The same submission stands in row %(row)d already.") % values
                self.faults.append(Fault(self.where(one.row), sentence))

    def fault(self, line: Line, sentence: str, column: int | None = None) -> None:
        """Note a fault at a cell, or of a row."""
        self.faults.append(Fault(self.where(line.number, column), sentence))

    def where(self, row: int, column: int | None = None) -> str:
        """File, row and column as a person finds them."""
        values = {"file": self.export.name, "row": row}
        if column is None:
            return gettext("%(file)s, row %(row)d") % values
        heading = f"{letters_of(column + 1)} ({self.export.headings[column][:60]})"
        return gettext("%(file)s, row %(row)d, column %(column)s") % {**values, "column": heading}


def identity_of(row: RowRead) -> tuple[str, str]:
    """The instance id of a row, as a phone would have sent it, and that of the first version of its line."""
    names = [with_scheme(row.meta.get(each, "")) for each in ("instance", "uuid", "root")]
    given = next((name for name in names if name), "")
    return given, names[-1] or given


def with_scheme(name: str) -> str:
    """Kobo leaves out the scheme of an instance id."""
    bare = name.removeprefix("uuid:")
    return (name if ":" in bare else f"uuid:{bare}") if bare else ""


def corrected_by(instance: str, root: str) -> str:
    """What is here of the same line and not corrected yet: a correction names it. Empty for a first version."""
    if root == instance or Submission.objects.filter(instance_id=instance).exists():
        return ""
    last = Submission.objects.filter(root_id=root, replaced_by=None).order_by("-pk").first()
    return last.instance_id if last else ""


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
            where = gettext("%(file)s, row %(row)d") % {"file": look.name, "row": one.row}
            raise RefusedRowError(Fault(where, sentence_of(answer.message_key)))
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
