"""Which bodies may have an effect."""

from ladder.governance.models import Body


def bodies_with_power(kind: str) -> list[Body]:
    """Bodies that stand and whose decisions may have this kind of effect, the oldest first."""
    return [body for body in Body.objects.filter(state=Body.State.STANDING).order_by("pk") if kind in body.powers]
