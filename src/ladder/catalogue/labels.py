"""The product's words for what packs name by key, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATUSES: dict[str, Promise] = {"draft": _("Draft"), "published": _("Published"), "withdrawn": _("Withdrawn")}
TEXT_STATES: dict[str, Promise] = {
    "source": _("Authoritative text"),
    "reviewed": _("Reviewed translation"),
    "draft": _("Draft translation"),
    "stale": _("Outdated translation"),
    "missing": _("Not translated yet"),
}
RELATIONS: dict[str, Promise] = {
    "equal": _("equal to"),
    "equivalent": _("equivalent to"),
    "superset": _("covers all of"),
    "subset": _("is part of"),
    "intersects": _("overlaps with"),
    "none": _("not established"),
}
RELATION_MEANINGS: dict[str, Promise] = {
    "equal": _("Both say the same in the same words: a result for one is a result for the other."),
    "equivalent": _("Both ask the same in other words: a result for one is a result for the other."),
    "superset": _("The requirement asks all that the item asks, and more: who meets the requirement meets the item."),
    "subset": _("The requirement asks a part of what the item asks: who meets the item meets the requirement."),
    "intersects": _("They share something: a result for one supports a finding on the other, and never decides it."),
    "none": _("Nobody has established a relation. That does not say that there is none."),
}
CONFIDENCES: dict[str, Promise] = {"sure": _("read in a source"), "likely": _("likely, not read again")}
ESTABLISHED: dict[str, Promise] = {
    "complete": _("its items are listed completely"),
    "partial": _("only a part of its items is listed"),
    "none": _("its items could not be established"),
}
CHANGES: dict[str, Promise] = {
    "same": _("unchanged"),
    "reworded": _("reworded"),
    "stricter": _("stricter"),
    "split": _("split"),
    "merged": _("merged"),
    "new": _("new"),
    "withdrawn": _("withdrawn"),
}
CHANGE_MEANINGS: dict[str, Promise] = {
    "same": _("Asks the same in the same words. Results stay."),
    "reworded": _("Asks the same in other words. Results stay and are marked."),
    "stricter": _("Asks more. It counts as not assessed until it is looked at again; the old result stays in view."),
    "split": _("One requirement became several. Each is looked at again."),
    "merged": _("Several requirements became one. It is looked at again."),
    "new": _("Was not asked before."),
    "withdrawn": _("Is no longer asked. What was found stays on record."),
}
FIELDS: dict[str, Promise] = {
    "title": _("Title"),
    "text": _("What it asks"),
    "evidence": _("How it is shown"),
    "open_question": _("Open question"),
    "level": _("Level"),
    "gate": _("Gate"),
    "condition": _("Applies only where the answer is yes"),
    "cost": _("Cost for a site"),
    "evidence_kind": _("Kind of evidence"),
}
TABLES = {
    "field": FIELDS,
    "status": STATUSES,
    "text_state": TEXT_STATES,
    "relation": RELATIONS,
    "relation_meaning": RELATION_MEANINGS,
    "confidence": CONFIDENCES,
    "established": ESTABLISHED,
    "change": CHANGES,
    "change_meaning": CHANGE_MEANINGS,
}


def label(table: str, key: str) -> str:
    """The word for a key; the key itself where a table does not know it, so that nothing is hidden."""
    return str(TABLES[table].get(key, key))
