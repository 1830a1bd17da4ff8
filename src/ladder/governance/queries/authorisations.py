"""What decisions authorise, for rooms that may not act without one."""

from ladder.governance.models import Effect


def find_authorisation(kind: str, subject: str) -> Effect | None:
    """The latest effect of this kind on this subject that was taken; None where no decision authorises it."""
    rows = Effect.objects.filter(kind=kind, subject=subject, state=Effect.State.TAKEN)
    return rows.select_related("decision__body").order_by("-taken_at", "-pk").first()
