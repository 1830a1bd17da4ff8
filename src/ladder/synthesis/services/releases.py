"""Prepares, publishes and sets aside releases: frozen at preparation, certified by the auditor, published by another.

docs/how-to/weigh-and-release.md tells the way of a release.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import Contribution, Round
from ladder.core.canonical import write_canonically
from ladder.core.synthesis.disclosure import ProtectedRelease, ReleaseRefusedError, protect
from ladder.core.synthesis.release import bundle_digest, write_bundle
from ladder.synthesis.models import Release, ReleaseFile, ReleaseMemory
from ladder.synthesis.queries import about, open_link, private, quotable, releases, rooms
from ladder.synthesis.report.words_around import WORDS, write_words
from ladder.synthesis.services.opinions import find_opinions
from ladder.synthesis.services.weighing import Weighed, weigh


class ReleaseStepError(ValueError):
    """A step with a release that cannot be taken; `reasons` are sentences or keys of `forms.RELEASE_REFUSALS`."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Made:
    """A release before it is stored."""

    protected: ProtectedRelease
    files: Mapping[str, bytes]
    beside: Mapping[str, str]
    memory: private.Private


def prepare_release(*, consultation: Round, actor: User, on: date) -> Release:
    """Freeze what was heard as the next release of a round, for another person to look at and publish.

    Raises:
        ReleaseStepError: a release waits already, the round has not opened, fewer people than the rules ask for are new
            since the last release, somebody took back a contribution meanwhile, or the auditor finds a cell that leaks.
    """
    if consultation.status == Round.Status.DRAFT:
        raise ReleaseStepError("draft")
    if releases.waiting(consultation) is not None:
        raise ReleaseStepError("waiting")
    taken_back = consultation.withdrawals.count()
    weighed = weigh(consultation)
    made = make(consultation, weighed, on)
    try:
        with transaction.atomic():
            require_nothing_taken_back(consultation, taken_back)
            return store(consultation, made, weighed, actor, on)
    except IntegrityError as fault:  # somebody else prepared it while this one was worked out
        raise ReleaseStepError("waiting") from fault


def make(consultation: Round, weighed: Weighed, on: date) -> Made:
    """Protect, audit and write the next release."""
    earlier = private.earlier_of(consultation)
    held = private.private_evidence(consultation, weighed.evidence, weighed.rules, earlier)
    published = list(releases.releases_of(consultation))
    if published and held.evidence.people_changed < weighed.rules.smallest_change:
        raise ReleaseStepError("too_few")
    try:
        protected = protect(held.evidence, earlier.protected, weighed.rules)
        files = write_bundle(
            protected,
            about.about_release(consultation, len(published) + 1, on),
            weighed.rules,
            [releases.bundle_of(one) for one in published],
            [
                about.comment_of(one)
                for one in quotable.quotable_of(consultation, weighed.evidence.groups, weighed.rules)
            ],
        )
    except ReleaseRefusedError as refusal:
        raise ReleaseStepError(*refusal.reasons) from refusal
    return Made(protected, files, beside(consultation, weighed, published), held)


def beside(consultation: Round, weighed: Weighed, published: list[Release]) -> dict[str, str]:
    """What is shown beside the results once the round is closed; made once, and carried over as it was."""
    for one in published:
        kept = releases.beside_of(one)
        if releases.OPINIONS in kept:
            return {name: kept[name] for name in releases.MADE_ONCE if name in kept}
    if consultation.status != Round.Status.CLOSED:
        return {}
    opinions = find_opinions(weighed.evidence, weighed.rules).as_document()
    return {
        releases.OPINIONS: write_canonically(opinions).decode("utf-8"),
        releases.GATHERINGS: write_canonically(rooms.gatherings_by_item(consultation)).decode("utf-8"),
        releases.OPEN_LINK: open_link.write_open_link(open_link.open_link_tables(weighed.evidence, weighed.rules)),
    }


def require_nothing_taken_back(consultation: Round, before: int) -> None:
    """Refuse to store words that somebody took back while they were weighed; withdrawals wait for the round's row.

    Raises:
        ReleaseStepError: there are more marks of withdrawal than `before`.
    """
    locked = Round.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    if locked.withdrawals.count() != before:
        raise ReleaseStepError("taken_back")


@transaction.atomic
def store(consultation: Round, made: Made, weighed: Weighed, actor: User, on: date) -> Release:
    """Keep a release with its files and what the next one must be compared with."""
    is_closed = consultation.status == Round.Status.CLOSED
    release = Release.objects.create(
        round=consultation,
        number=made.protected.tables.number,
        kind=Release.Kind.CLOSING if is_closed else Release.Kind.INTERIM,
        digest=bundle_digest(made.files),
        rules_digest=weighed.rules.digest,
        certificate=releases.certificate_in(made.files),
        prepared_on=on,
        prepared_by=actor,
    )
    texts = {**{name: data.decode("utf-8") for name, data in made.files.items()}, **made.beside}
    ReleaseFile.objects.bulk_create(
        ReleaseFile(release=release, name=name, text=text, digest=hashlib.sha256(text.encode("utf-8")).hexdigest())
        for name, text in sorted(texts.items())
    )
    memory = made.memory.memory
    ReleaseMemory.objects.create(
        release=release,
        frozen={
            "release": made.protected.as_private_document(),
            "people": private.write_people(made.memory.people),
        },
        voices=memory.voices,
        rooms=memory.rooms,
    )
    note(release, actor, "prepared")
    return release


def keep_file(release: Release, name: str, text: str) -> None:
    """Freeze one more file of a release."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    ReleaseFile.objects.create(release=release, name=name, text=text, digest=digest)


@transaction.atomic
def publish_release(*, release: Release, actor: User, on: date) -> Release:
    """Show a release to everybody. Whoever prepared it cannot publish it.

    Raises:
        ReleaseStepError: it does not wait, or the person is the one who prepared it.
    """
    row = Release.objects.select_for_update().get(pk=release.pk)
    if row.state != Release.State.PREPARED:
        raise ReleaseStepError("not_waiting")
    if row.prepared_by_id == actor.pk:
        raise ReleaseStepError("same_person")
    row.state, row.published_on, row.published_by = Release.State.PUBLISHED, on, actor
    row.save(update_fields=["state", "published_on", "published_by"])
    keep_file(row, WORDS, write_words(row))
    note(row, actor, "published")
    return row


@transaction.atomic
def set_aside_release(*, release: Release, actor: User) -> Release:
    """Take back a release that nobody published; it stays for the record, and its number is free again.

    Raises:
        ReleaseStepError: it is published, or was set aside before.
    """
    row = Release.objects.select_for_update().get(pk=release.pk)
    if row.state != Release.State.PREPARED:
        raise ReleaseStepError("not_waiting")
    row.state = Release.State.SET_ASIDE
    row.save(update_fields=["state"])
    note(row, actor, "set_aside")
    return row


def note(release: Release, actor: User, what: str) -> None:
    """The entry in the log."""
    audit.record(
        actor=actor,
        action=f"synthesis.release_{what}",
        target=f"release:{release.public_id}",
        detail={"round": release.round.address, "number": release.number, "digest": release.digest},
    )


def forget(*, contribution: Contribution) -> None:
    """Take a position out of what releases remember, when it is withdrawn; only that somebody left remains."""
    if contribution.kind != Contribution.Kind.POSITION or contribution.item is None:
        return
    for row in ReleaseMemory.objects.select_for_update().filter(release__round=contribution.round_id):
        before = private.memory_of(row)
        after = private.without_contribution(before, contribution)
        if after is not before:
            row.voices, row.gone = after.voices, after.gone
            row.save(update_fields=["voices", "gone"])
