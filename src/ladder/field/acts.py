"""What the log of acts says of what was handed in: of visits who sent them, of day sheets nobody.

An incident is logged in the same moment as the day sheet that opened it, so whoever stands at the one is known to have
told of the other. Who sent a day sheet stands on its submission, which few may read.
"""

from collections.abc import Mapping

from ladder.audit.models import Entry
from ladder.audit.services import make_entry
from ladder.field.arrivals import HandIn
from ladder.field.models import FieldForm, Submission
from ladder.field.queries.form_versions import kind_of


def may_name(form_id: str) -> bool:
    """Whether the log names people beside what was handed in on this form: on visits, and on nothing else."""
    return kind_of(form_id) == FieldForm.Kind.VISIT


def received_act(row: Submission, what: HandIn) -> Entry:
    """That something new came, not stored yet. Of a day sheet neither the form nor the way by which it came."""
    is_named = may_name(row.form_id)
    detail: Mapping[str, object] = {"files": len(what.arrival.files)}
    if is_named:
        detail = {"form": row.form_id, "source": what.sender.source, **detail}
    return make_entry(
        actor=what.sender.person if is_named else None, action="field.submission_received",
        target=f"submission:{row.public_id}", detail=detail, at=what.at,
    )  # fmt: skip
