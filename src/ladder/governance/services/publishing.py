"""The effects by which versions of the framework are published and withdrawn: as a whole, or not at all."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.audit.services import record
from ladder.catalogue.faults import CatalogueFaultsError
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.services import publish_version, withdraw_version
from ladder.consultation.services.carrying import carry_to
from ladder.governance.models import Body, Decision, Effect, NextVersion
from ladder.governance.queries.answering import is_answered
from ladder.governance.queries.next_hindrances import hindrances_of
from ladder.governance.services.answers import publish_answers
from ladder.governance.services.effects import Handler, Intended, register
from ladder.governance.services.next_version import lock_changeable, terms_digest
from ladder.governance.signals import version_decided

PUBLISH, WITHDRAW = "publish_version", "withdraw_version"
MADE_HERE, LOADED = "next_version", "framework_version"
DRAFT, PUBLISHED, WITHDRAWN = FrameworkVersion.Status


def intend_to_publish(row: NextVersion) -> Intended:
    """The effect that publishes a version made here: it names the content and the transition, so neither changes."""
    payload = {"version": row.version, "digest": row.built_digest, "terms": terms_digest(row)}
    return Intended(PUBLISH, f"{MADE_HERE}:{row.public_id}", payload)


def intend_for(version: FrameworkVersion) -> Intended:
    """The effect that publishes a loaded draft, or withdraws a published version."""
    kind = PUBLISH if version.status == DRAFT else WITHDRAW
    payload = {"version": version.version, "digest": version.content_hash}
    return Intended(kind, f"{LOADED}:{version.public_id}", payload)


def find_made(subject: str) -> NextVersion | None:
    """The version in the making that a subject names."""
    key = key_of(subject, MADE_HERE)
    return NextVersion.objects.select_related("base", "draft").filter(public_id=key).first() if key else None


def find_loaded(subject: str) -> FrameworkVersion | None:
    """The version of the catalogue that a subject names."""
    key = key_of(subject, LOADED)
    return FrameworkVersion.objects.filter(public_id=key).first() if key else None


def key_of(subject: str, kind: str) -> UUID | None:
    """The public id in a subject of a kind."""
    name, _colon, key = subject.partition(":")
    try:
        return UUID(key) if name == kind else None
    except ValueError:
        return None


def describe_publishing(intended: Intended) -> str:
    """Which version, by what content."""
    sentence = _("Publishes version %(version)s of the framework, content hash %(digest)s.")
    return sentence % told(intended)


def describe_withdrawing(intended: Intended) -> str:
    """Which version."""
    sentence = _("Withdraws version %(version)s of the framework, content hash %(digest)s. It stays readable.")
    return sentence % told(intended)


def told(intended: Intended) -> dict[str, str]:
    """The name of the version and the beginning of its hash."""
    payload = intended.payload
    return {"version": str(payload.get("version", "–")), "digest": str(payload.get("digest", ""))[:12]}


def hindrances_to_publish(intended: Intended) -> list[str]:
    """Why the version cannot be published now."""
    made = find_made(intended.subject)
    if made is not None:
        return [*hindrances_of(made), *other_content(intended, made.built_digest, terms_digest(made))]
    loaded = find_loaded(intended.subject)
    if loaded is None:
        return [_("There is no such version: %(subject)s.") % {"subject": intended.subject}]
    if loaded.status != DRAFT:
        return [_("Version %(version)s is no draft any more.") % {"version": loaded.version}]
    return [*other_content(intended, loaded.content_hash), *made_elsewhere(loaded)]


def other_content(intended: Intended, digest: str, terms: str = "") -> Iterator[str]:
    """Whether what the decision names is what would be published."""
    named: dict[str, Any] = dict(intended.payload)
    if named.get("digest") != digest or named.get("terms", terms) != terms:
        yield _("What was put to the body is not what would be published: it changed since. Put it to the body again.")


def made_elsewhere(loaded: FrameworkVersion) -> Iterator[str]:
    """A draft that answers rounds is published with its answers, not around them."""
    if NextVersion.objects.filter(draft=loaded).exists():
        yield _("This draft was built from the answers of a round. Propose its publication on the page of its changes.")


def hindrances_to_withdraw(intended: Intended) -> list[str]:
    """Why the version cannot be withdrawn now."""
    found = find_loaded(intended.subject)
    if found is None:
        return [_("There is no such version: %(subject)s.") % {"subject": intended.subject}]
    if found.status != PUBLISHED:
        return [
            _("Version %(version)s is not published, so there is nothing to withdraw.") % {"version": found.version}
        ]
    return list(other_content(intended, found.content_hash))


def take_publishing(effect: Effect, on: date) -> None:
    """Publish the answers, then the version, and carry the comments; a failure anywhere leaves nothing of it."""
    made = find_made(effect.subject)
    if made is not None:
        publish_made(lock_changeable(made), effect, on)
        return
    loaded = find_loaded(effect.subject)
    if loaded is None:
        raise ValidationError(_("There is no such version: %(subject)s.") % {"subject": effect.subject})
    publish_in_catalogue(loaded, effect.decision, on)


def publish_made(row: NextVersion, effect: Effect, on: date) -> None:
    """Publish a version that was made here, inside the caller's transaction."""
    hindrances = hindrances_to_publish(Intended.read(vars(effect)))
    if hindrances or row.draft is None:
        raise ValidationError(hindrances or _("The version was not built since the last change. Build it."))
    for one in row.rounds.all():
        if not is_answered(one):
            publish_answers(round_=one, decision=effect.decision, on=on)
    version = publish_in_catalogue(row.draft, effect.decision, on)
    for one in row.rounds.all():
        carry_to(in_round=one, version=version, actor=None)
    row.draft, row.state, row.decision = version, NextVersion.State.PUBLISHED, effect.decision
    row.save(update_fields=["draft", "state", "decision"])
    detail = {"version": row.version, "digest": row.built_digest, "decision": str(effect.decision.public_id)}
    record(
        actor=None, action="governance.next_version_published", target=f"next_version:{row.public_id}", detail=detail
    )
    version_decided.send(NextVersion, next_version=row, on=on)


def publish_in_catalogue(version: FrameworkVersion, decision: Decision, on: date) -> FrameworkVersion:
    """Publish, with the catalogue's refusal as ours."""
    try:
        return publish_version(version=version, actor=None, on=on, decision=str(decision.public_id))
    except CatalogueFaultsError as refusal:
        raise ValidationError([fault.sentence for fault in refusal.faults]) from refusal


def take_withdrawing(effect: Effect, on: date) -> None:
    """Withdraw."""
    found = find_loaded(effect.subject)
    if found is None:
        raise ValidationError(_("There is no such version: %(subject)s.") % {"subject": effect.subject})
    try:
        withdraw_version(version=found, actor=None, on=on, decision=str(effect.decision.public_id))
    except CatalogueFaultsError as refusal:
        raise ValidationError([fault.sentence for fault in refusal.faults]) from refusal


def offer_to_publish(body: Body) -> Iterator[Intended]:
    """Versions that are built, and drafts that were loaded."""
    del body
    for row in NextVersion.objects.filter(state=NextVersion.State.BUILT).select_related("base", "draft"):
        yield intend_to_publish(row)
    made = NextVersion.objects.exclude(draft=None).values("draft")
    for version in FrameworkVersion.objects.filter(status=DRAFT).exclude(pk__in=made):
        yield intend_for(version)


def offer_to_withdraw(body: Body) -> Iterator[Intended]:
    """Versions that are published."""
    del body
    for version in FrameworkVersion.objects.filter(status=PUBLISHED):
        yield intend_for(version)


register(
    Handler(
        PUBLISH, gettext_lazy("Publish a version of the framework"), describe_publishing, hindrances_to_publish,
        take_publishing, offer_to_publish,
    )
)  # fmt: skip
register(
    Handler(
        WITHDRAW, gettext_lazy("Withdraw a version of the framework"), describe_withdrawing, hindrances_to_withdraw,
        take_withdrawing, offer_to_withdraw,
    )
)  # fmt: skip
