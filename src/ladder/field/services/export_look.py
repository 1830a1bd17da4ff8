"""Looks at an export of KoboToolbox or ODK Central before anything of it is written: form, rows, sites, every fault."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils.translation import gettext

from ladder.core.field.exports import Mapped, RowRead, choose, read_row, recognise
from ladder.core.field.outline import FILE
from ladder.field.export_documents import build_document
from ladder.field.export_files import Export, Line, open_export
from ladder.field.models import FieldForm, Submission
from ladder.field.outlines import outline_of
from ladder.field.reading import read_document
from ladder.field.services.senders import find_site
from ladder.field.words import FAULT_SENTENCES
from ladder.packfiles.faults import letters_of
from ladder.registry.models import Site
from ladder.webkit.faults import Fault

MOST_FORMS = 20
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
        if column is None:
            return place_of(self.export.name, row)
        heading = f"{letters_of(column + 1)} ({self.export.headings[column][:60]})"
        values = {"file": self.export.name, "row": row, "column": heading}
        return gettext("%(file)s, row %(row)d, column %(column)s") % values


def place_of(file: str, row: int) -> str:
    """A row of a file as a person finds it."""
    return gettext("%(file)s, row %(row)d") % {"file": file, "row": row}


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
