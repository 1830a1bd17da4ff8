"""Who gets in where in the improvement room: lists of `test_access`. Roles on a site of one's own, and on a foreign one."""

ROLES = (
    "secretariat", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee", "monitor",
    "case_handler",
)  # fmt: skip
EVERYBODY = frozenset(("", *ROLES))
SIGNED_IN = frozenset(ROLES)
OWN = frozenset({"secretariat", "assessor", "operator"})
FOREIGN = frozenset({"secretariat"})
OUTSIDE = FOREIGN | {"assessor"}
SITE, MEASURE = "improvement/sites/<uuid:public_id>/", "improvement/measures/<uuid:public_id>/"

READ = {
    "improvement/": (EVERYBODY, EVERYBODY),
    SITE: (SIGNED_IN, SIGNED_IN),
    f"{SITE}print/": (SIGNED_IN, SIGNED_IN),
    f"{SITE}plan.<str:language>.pdf": (SIGNED_IN, SIGNED_IN),
    MEASURE: (SIGNED_IN, SIGNED_IN),
    "api/v1/improvement/sites/<uuidstr:public_id>/plan": (SIGNED_IN, SIGNED_IN),
    f"{SITE}measures/new/": (frozenset(), frozenset()),  # the address names a requirement, without one it is not there
}
WRITTEN = {  # the measure is one of a site of their own, whatever site is asked for
    f"{SITE}start/": (OWN, FOREIGN),
    f"{MEASURE}evidence/": (OWN, OWN),
    f"{MEASURE}step/": (OWN, OWN),
    f"{MEASURE}check/": (OUTSIDE, OUTSIDE),
}
