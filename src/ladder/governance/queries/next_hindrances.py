"""What keeps a version in the making from being published, one sentence each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Round
from ladder.consultation.wording import name_of_language, say
from ladder.governance.models import Change, Disposition, Issue, NextVersion
from ladder.governance.queries.amendments import list_changes, proposed_of
from ladder.governance.queries.answering import hindrances_to_publishing, is_answered, live_issues
from ladder.governance.say_faults import say_fault
from ladder.packfiles.amending_checks import MISSING
from ladder.packfiles.faults import ERROR, Fault

NAMED = 8
REWORDING = ("reworded", "stricter")
Accepted = Mapping[Round, Sequence[Issue]]


def hindrances_of(row: NextVersion, changes: list[Change] | None = None, accepted: Accepted | None = None) -> list[str]:
    """Why a version in the making cannot be published now; empty where nothing stands in the way.

    A page that shows changes and accepted issues anyway gives them along; else they are read here.
    """
    if row.state == NextVersion.State.PUBLISHED:
        return [_("This version is published already.")]
    if row.state == NextVersion.State.SET_ASIDE:
        return [_("This version was set aside.")]
    changes = list_changes(row) if changes is None else changes
    accepted = accepted_by_round(row) if accepted is None else accepted
    proposed = proposed_of(row, changes)
    return [
        *answers_missing(accepted),
        *issues_and_changes(accepted, changes),
        *(say_fault(one) for one in proposed.faults if one.severity == ERROR and one.code != MISSING),
        *words_missing(proposed.faults),
        *idle_changes(changes),
        *terms_missing(row),
        *not_built(row),
    ]


def answers_missing(rounds: Iterable[Round]) -> Iterator[str]:
    """What keeps the answers of the rounds from being published, where they are not yet."""
    for one in rounds:
        if not is_answered(one):
            title = say(one.titles)
            yield from (f"{title}: {sentence}" for sentence in hindrances_to_publishing(one))


def issues_and_changes(accepted: Accepted, changes: Sequence[Change]) -> Iterator[str]:
    """Accepted issues without a change, and changes by issues that were not accepted."""
    led = {issue.pk for one in changes for issue in one.issues.all()}
    for round_, issues in accepted.items():
        lacking = [issue.number for issue in issues if issue.pk not in led]
        if lacking:
            sentence = _("%(round)s: accepted issues without a change: %(numbers)s. Begin a change for each.")
            yield sentence % {"round": say(round_.titles), "numbers": name_some(lacking)}
    known = {issue.pk for issues in accepted.values() for issue in issues}
    for change in changes:
        strange = [issue.number for issue in change.issues.all() if issue.pk not in known]
        if strange:
            sentence = _("The change %(key)s names issues that are not accepted: %(numbers)s.")
            yield sentence % {"key": change.key, "numbers": name_some(strange)}


def accepted_by_round(row: NextVersion) -> dict[Round, list[Issue]]:
    """The rounds that are answered, each with the issues by which words change, by number."""
    return {one: accepted_issues(one) for one in row.rounds.all()}


def accepted_issues(round_: Round) -> list[Issue]:
    """Issues of a round by which words change, by number."""
    rows = live_issues(round_).filter(resolution__disposition__in=Disposition.changing())
    return list(rows.select_related("item", "round"))


def words_missing(faults: Iterable[Fault]) -> Iterator[str]:
    """Languages in which changed requirements, or the reasons of changes, have no words yet."""
    lacking: dict[str, list[str]] = {}
    for fault in faults:
        if fault.code == MISSING:
            lacking.setdefault(dict(fault.values)["language"], []).append(what_lacks(fault))
    for language, keys in sorted(lacking.items()):
        sentence = _("Words are missing in %(language)s: %(keys)s.")
        yield sentence % {"language": name_of_language(language), "keys": name_some(sorted(set(keys)))}


def what_lacks(fault: Fault) -> str:
    """The requirement or change whose words are missing."""
    return dict(fault.values)["what"].split(" ")[1]


def idle_changes(changes: Iterable[Change]) -> Iterator[str]:
    """Changes of words that leave every word as it was."""
    idle = [one.key for one in changes if one.kind in REWORDING and not (one.entries or one.texts)]
    if idle:
        yield _("These changes change nothing yet: %(keys)s.") % {"keys": name_some(idle)}


def terms_missing(row: NextVersion) -> Iterator[str]:
    """The day from which it holds, a map that somebody confirmed, and words on the transition."""
    if row.effective_from is None:
        yield _("The day from which the version is in force is not set.")
    if row.migration_confirmed_at is None:
        yield _("The map from the version before is not confirmed.")
    languages = pack_of(row.base).languages if row.transition_until else ()
    lacking = [name_of_language(code) for code in languages if not row.transition_words.get(code, "").strip()]
    if lacking:
        yield _("The words on the transition are missing in %(languages)s.") % {"languages": ", ".join(lacking)}


def not_built(row: NextVersion) -> Iterator[str]:
    """Whether what is published would be what the changes say."""
    if row.state != NextVersion.State.BUILT or row.draft is None:
        yield _("The version was not built since the last change. Build it.")
    elif row.draft.content_hash != row.built_digest:
        yield _("The draft in the catalogue is not what was built here: somebody replaced it. Build it again.")
    elif row.draft.status != FrameworkVersion.Status.DRAFT:
        yield _("The version in the catalogue is no draft any more.")


def name_some(names: Sequence[object]) -> str:
    """The first names of a list, for a sentence."""
    return ", ".join(map(str, names[:NAMED])) + (" …" if len(names) > NAMED else "")
