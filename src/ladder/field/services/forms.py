"""Makes forms from a framework version, keeps every version for ever, closes and opens them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from hashlib import md5, sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.catalogue.models import FrameworkVersion
from ladder.core.canonical import digest_of
from ladder.core.field.forms import day_sheet, visit
from ladder.core.field.forms.rows import IncompleteWordsError, Sheets, Words
from ladder.field.models import FieldForm
from ladder.field.queries.form_content import day_sheet_content, visit_content
from ladder.field.queries.forms import find_form
from ladder.field.xlsforms import as_xform, write_xlsx

VERSION_SIGNS = 16
MOST_SAID = 5


def make_visit_form(*, version: FrameworkVersion, target_level: int, actor: User | None, on: date) -> FieldForm:
    """The form of a visit for a version and a target level; the same content gives the row that is there already.

    Raises:
        ValidationError: the version is a draft, has no such level, or lacks words in one of the languages.
    """
    require_published(version)
    content = visit_content(version, target_level)
    if target_level not in content.ladder.levels:
        raise ValidationError(_("This version has no level %(level)s.") % {"level": target_level})
    sheets = visit.make_visit_sheets(content)
    row = FieldForm(kind=FieldForm.Kind.VISIT, version=version, target_level=target_level, maker=visit.MAKER)
    return keep_form(row, sheets, content.titles, actor, on)


def make_day_sheet_form(*, version: FrameworkVersion, actor: User | None, on: date) -> FieldForm:
    """The day sheet of a resident monitor; raises as `make_visit_form` does."""
    require_published(version)
    content = day_sheet_content(version)
    sheets = day_sheet.make_day_sheet(content)
    row = FieldForm(kind=FieldForm.Kind.DAY_SHEET, version=version, maker=day_sheet.MAKER)
    return keep_form(row, sheets, content.titles, actor, on)


def require_published(version: FrameworkVersion) -> None:
    """Refuse drafts, which may still change, and withdrawn versions."""
    if version.status != FrameworkVersion.Status.PUBLISHED:
        raise ValidationError(_("Forms are made from published versions only. Publish this version first."))


def keep_form(row: FieldForm, sheets: Sheets, titles: Words, actor: User | None, on: date) -> FieldForm:
    """Write the sheets as XLSX and XForm, and keep both; or the row that says the same already."""
    tables = tables_of(sheets)
    row.form_id = sheets.settings["form_id"]
    row.form_version = digest_of({"maker": row.maker, "tables": tables})[:VERSION_SIGNS]
    kept = find_form(row.form_id, row.form_version)
    if kept is not None:
        return kept
    tables["settings"][0]["version"] = row.form_version
    row.xlsform, row.xml = write_xlsx(tables), as_xform(tables)
    row.xml_md5 = md5(row.xml, usedforsecurity=False).hexdigest()
    row.xml_sha256 = sha256(row.xml).hexdigest()
    row.titles, row.questions = dict(titles), [dict(each) for each in sheets.questions]
    row.created_at = datetime.combine(on, time.min, UTC)
    return store(row, actor)


def tables_of(sheets: Sheets) -> dict[str, list[dict[str, str]]]:
    """The sheets as tables, or one sentence that says which words are missing."""
    try:
        return sheets.tables()
    except IncompleteWordsError as fault:
        missing = ", ".join(fault.missing[:MOST_SAID])
        sentence = _("No form was made: %(count)s texts are missing in one of its languages, first %(missing)s.")
        raise ValidationError(sentence % {"count": len(fault.missing), "missing": missing}) from fault


@transaction.atomic
def store(row: FieldForm, actor: User | None) -> FieldForm:
    """Keep a form; whoever made the same at the same moment shares the row."""
    wanted = {name: getattr(row, name) for name in KEPT}
    kept, is_new = FieldForm.objects.get_or_create(form_id=row.form_id, form_version=row.form_version, defaults=wanted)
    if is_new:
        note(kept, actor, "form_made", {"form": kept.form_id, "version": kept.form_version, "sha256": kept.xml_sha256})
    return kept


KEPT = ("kind", "version", "target_level", "titles", "questions", "xlsform", "xml", "xml_md5", "xml_sha256", "maker",
        "created_at")  # fmt: skip


@transaction.atomic
def close_form(*, form: FieldForm, actor: User | None) -> FieldForm:
    """Take no more visits on this version of a form; what was handed in stays."""
    return set_open(form, actor, is_open=False)


@transaction.atomic
def open_form(*, form: FieldForm, actor: User | None) -> FieldForm:
    """Take visits on it again."""
    return set_open(form, actor, is_open=True)


def set_open(form: FieldForm, actor: User | None, *, is_open: bool) -> FieldForm:
    """Change it once, whoever asks how often."""
    changed = FieldForm.objects.filter(pk=form.pk, is_open=not is_open).update(is_open=is_open)
    form.refresh_from_db(fields=["is_open"])
    if changed:
        note(form, actor, "form_opened" if is_open else "form_closed", {"form": form.form_id})
    return form


def note(form: FieldForm, actor: User | None, verb: str, detail: Mapping[str, object]) -> None:
    """Write the act into the log."""
    audit.record(actor=actor, action=f"field.{verb}", target=f"form:{form.public_id}", detail=detail)
