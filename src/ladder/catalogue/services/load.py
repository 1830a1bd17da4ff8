"""Loads a pack as a version: the document whole, and the rows that are its shadow."""

from datetime import date

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.catalogue.faults import CatalogueFaultsError
from ladder.catalogue.models import Framework, FrameworkVersion, VersionDocument
from ladder.catalogue.services.rows import write_rows
from ladder.core.canonical import write_canonically
from ladder.packfiles.document import as_document, content_hash
from ladder.packfiles.model import Pack
from ladder.webkit.faults import Fault


@transaction.atomic
def load_pack(pack: Pack, *, actor: User | None, on: date) -> FrameworkVersion:
    """The version of this pack; a draft where it is new. Loading the same content again changes nothing.

    A draft is replaced whole, as long as nothing refers to it. A published or withdrawn version is never changed.

    Raises:
        CatalogueFaultsError: the version exists with other content and cannot be replaced, or the version that it
            says it follows is not here.
    """
    framework, _made = Framework.objects.get_or_create(key=pack.key)
    Framework.objects.select_for_update().get(pk=framework.pk)
    known = framework.versions.filter(version=pack.version).first()
    digest = content_hash(pack)
    if known is not None and known.content_hash == digest:
        return known
    earlier = find_earlier(framework, pack)
    fresh = make_version(framework, pack, digest, on)
    if known is not None:
        discard_draft(known)
        fresh.public_id, fresh.position, fresh.address = known.public_id, known.position, known.address
    fresh.save(force_insert=True)
    VersionDocument.objects.create(version=fresh, text=write_canonically(as_document(pack)).decode("utf-8"))
    write_rows(fresh, pack, earlier)
    detail = {"version": fresh.version, "content_hash": digest, "replaced": known.content_hash if known else ""}
    record(actor=actor, action="catalogue.version_loaded", target=f"framework_version:{fresh.public_id}", detail=detail)
    return fresh


def find_earlier(framework: Framework, pack: Pack) -> FrameworkVersion | None:
    """The version that the pack's migration starts from, checked against what that version holds."""
    if pack.migration is None:
        return None
    earlier = framework.versions.filter(version=pack.migration.from_version).first()
    if earlier is None:
        sentence = _("Version %(version)s follows %(earlier)s, which is not in the catalogue. Load %(earlier)s first.")
        values = {"version": pack.version, "earlier": pack.migration.from_version}
        raise CatalogueFaultsError([Fault(_("migration"), sentence % values)])
    held = set(earlier.requirements.values_list("key", flat=True))
    sentence = _("Requirement %(key)s is not in version %(earlier)s.")
    strangers = [
        Fault(_("migration, step %(step)s") % {"step": step.key}, sentence % {"key": key, "earlier": earlier.version})
        for step in pack.migration.steps
        for key in step.before
        if key not in held
    ]
    if strangers:
        raise CatalogueFaultsError(strangers)
    return earlier


def make_version(framework: Framework, pack: Pack, digest: str, on: date) -> FrameworkVersion:
    """The version as an unsaved draft at the end of the framework's list."""
    last = framework.versions.aggregate(last=Max("position"))["last"]
    return FrameworkVersion(
        framework=framework,
        version=pack.version,
        address=choose_address(framework, pack.version),
        content_hash=digest,
        is_illustrative=pack.illustrative,
        authoritative_language=pack.authoritative_language,
        effective_from=date.fromisoformat(pack.effective_from) if pack.effective_from else None,
        position=(last or 0) + 1,
        loaded_on=on,
    )


def choose_address(framework: Framework, version: str) -> str:
    """The version itself, or with the framework's key where another framework uses it or a page has that name."""
    is_taken = FrameworkVersion.objects.filter(address=version).exclude(framework=framework).exists()
    return f"{framework.key}~{version}" if is_taken or not version[:1].isdecimal() else version


def discard_draft(version: FrameworkVersion) -> None:
    """Delete a draft so that it can be replaced.

    Raises:
        CatalogueFaultsError: it is published or withdrawn, or something refers to it.
    """
    if version.status != FrameworkVersion.Status.DRAFT:
        sentence = _(
            "Version %(version)s is published with other content and never changes. "
            "Give the new content a new version number."
        )
        raise CatalogueFaultsError([Fault(_("version"), sentence % {"version": version.version})])
    try:
        with transaction.atomic():
            version.delete()
    except ProtectedError as refusal:
        sentence = _(
            "Draft %(version)s is already in use and stays as it is. Give the new content a new version number."
        )
        raise CatalogueFaultsError([Fault(_("version"), sentence % {"version": version.version})]) from refusal
