"""Who gets in where in the grievances room, on the objects of the demonstration: lists of `test_access`.

Case handlers are no role of the matrix: what is theirs alone is nobody's there, and tests/grievances tries them.
"""

from ladder.grievances.models import CaseKey, Grievance

ROLES = ("secretariat", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee")
EVERYBODY = frozenset(("", *ROLES))
NOBODY: frozenset[str] = frozenset()
CASE = "grievances/cases/<uuid:public_id>/"

READ = {
    "grievances/": EVERYBODY,
    "grievances/follow/": EVERYBODY,
    "grievances/for-somebody/": frozenset({"facilitator"}),
    "grievances/numbers/": frozenset({"secretariat"}),
    "grievances/keys/": NOBODY,
    "grievances/cases/": NOBODY,
    CASE: NOBODY,
}
WRITTEN = {
    "grievances/sealed/": EVERYBODY,  # a stranger's browser; what is not sealed is refused with 409
    "grievances/follow/sealed/": EVERYBODY,  # by the handle of a code alone
    "grievances/sms/rapidpro/": NOBODY,  # by the gateway's secret alone
    "grievances/sms/generic/": NOBODY,
    "grievances/keys/end/": NOBODY,
    "grievances/keys/<uuid:public_id>/vouch/": NOBODY,
    **dict.fromkeys((f"{CASE}{step}/" for step in ("halves", "answer", "about", "decide", "propose")), NOBODY),
}


def objects_of_grievances() -> dict:
    """A case and a key, by the part of the address before their id."""
    return {"cases": Grievance.objects.all()[0], "keys": CaseKey.objects.all()[0]}
