"""Who gets in where in the grievances room, on the objects of the demonstration: lists of `test_access`."""

from ladder.grievances.models import CaseKey, Grievance

ROLES = (
    "secretariat", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee", "monitor",
    "case_handler",
)  # fmt: skip
HANDLERS = frozenset({"case_handler"})
EVERYBODY = frozenset(("", *ROLES))
NOBODY: frozenset[str] = frozenset()
CASE = "grievances/cases/<uuid:public_id>/"

READ = {
    "grievances/": EVERYBODY,
    "grievances/follow/": EVERYBODY,
    "grievances/for-somebody/": frozenset({"facilitator"}) | HANDLERS,
    "grievances/numbers/": frozenset({"secretariat"}) | HANDLERS,
    "grievances/keys/": HANDLERS,
    "grievances/cases/": HANDLERS,
    CASE: HANDLERS,
}
WRITTEN = {
    "grievances/sealed/": EVERYBODY,  # a stranger's browser; what is not sealed is refused with 409
    "grievances/follow/sealed/": EVERYBODY,  # by the handle of a code alone
    "grievances/sms/rapidpro/": NOBODY,  # by the gateway's secret alone
    "grievances/sms/generic/": NOBODY,
    "grievances/keys/end/": HANDLERS,
    "grievances/keys/<uuid:public_id>/vouch/": HANDLERS,
    **dict.fromkeys((f"{CASE}{step}/" for step in ("halves", "answer", "about", "decide", "propose")), HANDLERS),
}


def objects_of_grievances() -> dict:
    """A case and a key, by the part of the address before their id."""
    return {"cases": Grievance.objects.all()[0], "keys": CaseKey.objects.all()[0]}
