"""Every address by every role: who gets in stands here; an address without a rule fails, a foreign object answers 404.

Site addresses are asked for a site of one's own organisation and for a foreign one. The sites are not marked as
demonstrations here, so that no rule is softened.
"""

import re
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from ladder.accounts.models import User
from ladder.assessment.models import Circumstance
from ladder.cli import demo
from ladder.consultation.models import Contribution, Gathering, Round, Submission
from ladder.consultation.services.side_notes import leave_note
from ladder.core.consultation.seal import digest_of_batch, short_code
from ladder.governance.models import Seat
from ladder.improvement.models import Measure
from ladder.registry.models import Mandate, Organisation, Site, SiteOperator
from ladder.synthesis.models import Theme
from tests.house import assessment_rules, field_rules, governance_rules, grievances_rules, improvement_rules
from tests.house.assessment_rules import keep_evidence, known_in_assessment
from tests.house.field_rules import objects_of_field
from tests.house.governance_rules import known_in_governance, objects_of_governance
from tests.house.grievances_rules import objects_of_grievances

ROLES = (
    "secretariat", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee", "monitor",
    "case_handler",
)  # fmt: skip
EVERYBODY = frozenset(("", *ROLES))
SIGNED_IN = frozenset(ROLES)
KEEPER = frozenset({"secretariat"})
READERS_OF_COMMENTS = frozenset({"secretariat", "committee"})
OWN = frozenset({"secretariat", "assessor", "operator"})
FOREIGN = frozenset({"secretariat"})
NOBODY: frozenset[str] = frozenset()
RECORDERS = frozenset({"facilitator"})
READERS_OF_GATHERINGS = KEEPER | RECORDERS
SEATED = frozenset({"secretariat", "regulator", "committee", "investor", "buyer", "operator"})  # in the demonstration
READERS_OF_DRAFTS = KEEPER | {"facilitator", "committee"}
CLOSED = {401, 403, 404}

OPEN_TO_ALL = (
    "", "healthz", "account/login/", "account/logout/", "account/password/reset/", "account/signup/", "account/inactive/",
    "framework/", "framework/<str:address>/", "framework/<str:address>/about/",
    "framework/<str:address>/crosswalks/", "framework/<str:address>/crosswalks/<str:key>/",
    "framework/<str:address>/faq/", "framework/<str:address>/requirements/",
    "framework/<str:address>/requirements/<str:key>/", "framework/about/", "framework/compare/",
    "framework/crosswalks/", "framework/crosswalks/<str:key>/", "framework/downloads/<str:name>", "framework/faq/",
    "framework/downloads/<str:address>/oscal/<path:name>",
    "framework/requirements/<str:key>/", "framework/search/", "registry/", "registry/map/", "registry/organisations/",
    "registry/organisations/<uuid:public_id>/", "registry/sites.csv", "registry/sites/<uuid:public_id>/", "assessment/",
    "assessment/sites/<uuid:public_id>/", "api/v1/openapi.json",
    "api/v1/assessment/levels", "api/v1/assessment/sites/<uuidstr:public_id>/level", "api/v1/framework/compare",
    "api/v1/framework/search", "api/v1/framework/versions", "api/v1/framework/versions/<address>",
    "api/v1/framework/versions/<address>/crosswalks", "api/v1/framework/versions/<address>/crosswalks/<key>",
    "api/v1/framework/versions/<address>/document", "api/v1/framework/versions/<address>/requirements",
    "api/v1/framework/versions/<address>/requirements/<key>", "api/v1/registry/cells", "api/v1/registry/sites",
    "api/v1/registry/sites/<uuidstr:site_id>", "api/v1/registry/sites/<uuidstr:site_id>/facts",
    "api/v1/registry/sites/<uuidstr:site_id>/legal-status",
    "consultation/", "consultation/<slug:address>/", "consultation/<slug:address>/document/",
    "consultation/<slug:address>/vision/", "consultation/<slug:address>/faq/", "consultation/<slug:address>/rules/",
    "consultation/<slug:address>/rules.json", "api/v1/consultation/rounds", "api/v1/consultation/rounds/<address>",
    "api/v1/consultation/rounds/<address>/requirements", "api/v1/consultation/rounds/<address>/rules",
    "results/<slug:address>/", "results/<slug:address>/<str:key>/", "results/<slug:address>/opinion-groups/",
    "results/<slug:address>/releases/", "results/<slug:address>/releases/<int:number>/",
    "results/<slug:address>/releases/<int:number>/bundle.zip", "results/<slug:address>/releases/<int:number>/files/<path:name>",
    "api/v1/results/rounds/<address>/releases", "api/v1/results/rounds/<address>/releases/<int:number>",
    "results/<slug:address>/report/", "results/<slug:address>/releases/<int:number>/report/",
    "results/<slug:address>/releases/<int:number>/report.<str:language>.<str:kind>",
    "api/v1/results/rounds/<address>/items",
    "consultation/<slug:address>/take-part/", "consultation/<slug:address>/code/", "consultation/<slug:address>/leave/",
    "consultation/<slug:address>/aside/", "consultation/<slug:address>/document/<str:key>/",
    # Shown to whoever holds a participant's code in this browser; others are led to the way in.
    "consultation/<slug:address>/answer/", "consultation/<slug:address>/answer/<str:key>/",
    "consultation/<slug:address>/answer/question/<slug:key>/", "consultation/<slug:address>/pause/",
    "consultation/<slug:address>/mine/", "consultation/<slug:address>/mine/words.txt",
    "consultation/<slug:address>/mine/<uuid:number>/withdraw/",
    "consultation/gatherings/worker.js",
    "consultation/<slug:address>/sessions/", "consultation/<slug:address>/sessions/<uuid:public_id>/",
    "consultation/<slug:address>/sessions/<uuid:public_id>/calendar.ics",
    "consultation/<slug:address>/sessions/<uuid:public_id>/register/",
    "consultation/<slug:address>/sessions/<uuid:public_id>/place/", "consultation/<slug:address>/sessions/<uuid:public_id>/ask/",
    "consultation/<slug:address>/submissions/", "consultation/<slug:address>/submissions/form.<slug:kind>",
    "governance/", "governance/bodies/<slug:address>/",
    "governance/answers/", "governance/answers/<slug:address>/", "governance/answers/<slug:address>/<int:number>/",
    "governance/answers/<slug:address>/answers.<slug:kind>", "governance/receipts/", "governance/receipts/list/",
    "governance/receipts/file/", "governance/receipts/rooms/<str:code>/", "governance/receipts/<slug:address>/",
)  # fmt: skip
ONE_S_OWN_ACCOUNT = (
    "account/2fa/", "account/2fa/recovery-codes/generate/", "account/2fa/totp/activate/",
    "account/2fa/webauthn/", "account/2fa/webauthn/add/", "account/password/change/", "account/password/set/",
    "account/reauthenticate/", "people/tokens/", "api/v1/me", "api/v1/tokens",
)  # fmt: skip
KEPT_BY_THE_SECRETARIAT = (
    "people/", "people/<uuid:public_id>/", "people/audit/", "people/new/", "framework/import/", "registry/import/",
    "registry/organisations/<uuid:public_id>/mandates/add/", "registry/organisations/add/", "registry/sites/add/",
    "registry/sites/<uuid:public_id>/organisations/add/", "api/v1/registry/imports",
    "consultation/<slug:address>/copies/",
    "consultation/make/", "consultation/<slug:address>/keep/", "consultation/<slug:address>/keep/words/",
    "consultation/<slug:address>/keep/requirements/", "consultation/<slug:address>/keep/questions/",
    "consultation/<slug:address>/keep/groups/", "consultation/<slug:address>/keep/rules/",
    "consultation/<slug:address>/keep/answers/<str:language>/", "consultation/<slug:address>/keep/invitations/",
    "consultation/<slug:address>/sessions/new/", "consultation/<slug:address>/sessions/<uuid:public_id>/change/",
    "consultation/<slug:address>/submissions/hand-in/", "consultation/<slug:address>/submissions/<uuid:public_id>/",
    "consultation/<slug:address>/submissions/<uuid:public_id>/form.<slug:kind>", "consultation/<slug:address>/translations/",
    "consultation/<slug:address>/translations/<uuid:number>/<slug:language>/",
    "governance/bodies/new/", "governance/bodies/<slug:address>/keep/", "governance/bodies/<slug:address>/keep/words/",
    "governance/bodies/<slug:address>/keep/rules/<slug:kind>/", "governance/bodies/<slug:address>/keep/seats/new/",
    "governance/bodies/<slug:address>/keep/seats/<uuid:seat>/",
)  # fmt: skip
READERS_OF_REASONS = (
    "assessment/sites/<uuid:public_id>/reasons/", "assessment/sites/<uuid:public_id>/history/",
    "assessment/sites/<uuid:public_id>/determinations.csv", "assessment/sites/<uuid:public_id>/carried/",
    "api/v1/assessment/sites/<uuidstr:public_id>/determinations",
)  # fmt: skip
GATHERINGS_READ = (
    "consultation/gatherings/", "consultation/gatherings/plan/<slug:address>/",
    "consultation/gatherings/<uuid:public_id>/", "consultation/gatherings/<uuid:public_id>/plan/",
    "consultation/gatherings/<uuid:public_id>/seal/", "consultation/gatherings/<uuid:public_id>/conflicts/",
)  # fmt: skip
GATHERINGS_RECORDED = (
    "consultation/gatherings/<uuid:public_id>/capture/", "consultation/gatherings/<uuid:public_id>/capture/pack.json",
    "consultation/gatherings/<uuid:public_id>/capture/app.webmanifest",
    "consultation/gatherings/<uuid:public_id>/import/", "consultation/gatherings/<uuid:public_id>/aside/",
    "consultation/gatherings/<uuid:public_id>/aside/<uuid:note_id>/",
    "consultation/gatherings/<uuid:public_id>/paper/", "consultation/gatherings/<uuid:public_id>/paper/forms/",
    "consultation/gatherings/<uuid:public_id>/paper/enter/",
)  # fmt: skip
# Asked with POST below, or reachable only in the middle of signing in.
NOT_READ = (
    "account/2fa/authenticate/", "account/2fa/webauthn/reauthenticate/", "account/2fa/reauthenticate/", "account/2fa/totp/deactivate/",
    "account/2fa/recovery-codes/", "account/2fa/recovery-codes/download/",
    "account/2fa/webauthn/keys/<int:pk>/edit/", "account/2fa/webauthn/keys/<int:pk>/remove/", "api/v1/",
    "registry/import/<uuid:public_id>/", "registry/import/<uuid:public_id>/report.json",
    "api/v1/consultation/rounds/<address>/positions",  # by a participant's code alone: tests/consultation
)  # fmt: skip
READ = {
    **dict.fromkeys(OPEN_TO_ALL, (EVERYBODY, EVERYBODY)),
    **dict.fromkeys(ONE_S_OWN_ACCOUNT, (SIGNED_IN, SIGNED_IN)),
    **dict.fromkeys(KEPT_BY_THE_SECRETARIAT, (KEEPER, KEEPER)),
    **dict.fromkeys(READERS_OF_REASONS, (SIGNED_IN, SIGNED_IN)),
    **dict.fromkeys(GATHERINGS_READ, (READERS_OF_GATHERINGS, READERS_OF_GATHERINGS)),
    **dict.fromkeys(GATHERINGS_RECORDED, (RECORDERS, RECORDERS)),
    "assessment/sites/<uuid:public_id>/record/": (OWN, FOREIGN),
    **{route: (roles, roles) for route, roles in governance_rules.READ.items()},
    **{route: (roles, roles) for route, roles in field_rules.READ.items()},
    **{route: (roles, roles) for route, roles in grievances_rules.READ.items()},
    **assessment_rules.READ,
    **improvement_rules.READ,
    "assessment/sites/<uuid:public_id>/ahead/": (READERS_OF_DRAFTS, READERS_OF_DRAFTS),  # the next version is a draft
    "governance/interests/": (SEATED, SEATED),
    "governance/receipts/submissions/<uuid:public_id>/": (KEEPER, KEEPER),  # and whoever acts for its organisation
    "governance/changes/<str:address>/": (NOBODY, NOBODY),  # no version made here is published yet
    "governance/changes/<str:address>/<str:key>/": (NOBODY, NOBODY),
    "assessment/sites/<uuid:public_id>/upload/": (OWN, FOREIGN),
    "assessment/sites/<uuid:public_id>/circumstances/": (OWN - {"operator"}, FOREIGN),
    "registry/sites/<uuid:public_id>/facts/add/": (OWN, FOREIGN),
    "registry/sites/<uuid:public_id>/legal/add/": (KEEPER | {"regulator"}, KEEPER | {"regulator"}),
    "registry/sites/<uuid:public_id>/place/": (OWN, FOREIGN),
    "consultation/<slug:address>/carried/<str:version>/": (KEEPER | {"committee"}, KEEPER | {"committee"}),
    "results/<slug:address>/report/words/": (READERS_OF_COMMENTS, READERS_OF_COMMENTS),
    "results/<slug:address>/themes/": (READERS_OF_COMMENTS, READERS_OF_COMMENTS),
    "results/<slug:address>/themes/read/": (READERS_OF_COMMENTS, READERS_OF_COMMENTS),
    "results/<slug:address>/themes/<uuid:public_id>/": (READERS_OF_COMMENTS, READERS_OF_COMMENTS),
    "consultation/<slug:address>/coverage/": (KEEPER | {"facilitator"}, KEEPER | {"facilitator"}),
    "consultation/<slug:address>/sessions/<uuid:public_id>/questions/": (
        KEEPER | {"facilitator"},
        KEEPER | {"facilitator"},
    ),
    "consultation/<slug:address>/sessions/<uuid:public_id>/import/": (
        KEEPER | {"facilitator"},
        KEEPER | {"facilitator"},
    ),
    "consultation/<slug:address>/sessions/<uuid:public_id>/place/calendar.ics": (NOBODY, NOBODY),  # by a code alone
    "consultation/<slug:address>/submissions/comments.<slug:kind>": (KEEPER | {"committee"}, KEEPER | {"committee"}),
}
WRITTEN = {
    **{route: (roles, roles) for route, roles in governance_rules.WRITTEN.items()},
    **{route: (roles, roles) for route, roles in field_rules.WRITTEN.items()},
    **{route: (roles, roles) for route, roles in grievances_rules.WRITTEN.items()},
    **assessment_rules.WRITTEN,
    **improvement_rules.WRITTEN,
    "people/<uuid:public_id>/active/": (KEEPER, KEEPER),
    "governance/bodies/<slug:address>/keep/stand/": (KEEPER, KEEPER),
    "governance/bodies/<slug:address>/keep/drop/": (KEEPER, KEEPER),
    "governance/bodies/<slug:address>/keep/seats/<uuid:seat>/last-day/": (KEEPER, KEEPER),
    "governance/bodies/<slug:address>/keep/seats/<uuid:seat>/meant/": (KEEPER, KEEPER),
    "governance/bodies/<slug:address>/keep/seats/<uuid:seat>/close/": (KEEPER, KEEPER),
    "governance/interests/<uuid:public_id>/end/": (NOBODY, NOBODY),  # nobody declared an interest of this number
    "people/<uuid:public_id>/factors/": (KEEPER, KEEPER),
    "people/<uuid:public_id>/password/": (KEEPER, KEEPER),
    "people/tokens/<uuid:public_id>/end/": (NOBODY, NOBODY),  # nobody owns a token of this number
    "framework/<str:address>/publish/": (KEEPER, KEEPER),
    "framework/<str:address>/withdraw/": (KEEPER, KEEPER),
    "consultation/gatherings/<uuid:public_id>/cancel/": (READERS_OF_GATHERINGS, READERS_OF_GATHERINGS),
    "consultation/gatherings/<uuid:public_id>/conflicts/<uuid:number>/<slug:digest>/": (
        READERS_OF_GATHERINGS,
        READERS_OF_GATHERINGS,
    ),
    "consultation/gatherings/<uuid:public_id>/taken-back/<uuid:number>/": (RECORDERS, RECORDERS),
    "api/v1/consultation/gatherings/<uuidstr:public_id>/records": (RECORDERS, RECORDERS),
    "results/<slug:address>/themes/<uuid:public_id>/rename/": (READERS_OF_COMMENTS, READERS_OF_COMMENTS),
    "results/<slug:address>/themes/<uuid:public_id>/merge/": (READERS_OF_COMMENTS, READERS_OF_COMMENTS),
    "results/<slug:address>/themes/<uuid:public_id>/split/": (READERS_OF_COMMENTS, READERS_OF_COMMENTS),
    "results/<slug:address>/themes/<uuid:public_id>/undo/": (READERS_OF_COMMENTS, READERS_OF_COMMENTS),
    "results/<slug:address>/report/words/<uuid:public_id>/remove/": (KEEPER, KEEPER),
    "results/<slug:address>/releases/prepare/": (KEEPER, KEEPER),
    "results/<slug:address>/releases/<int:number>/publish/": (READERS_OF_COMMENTS, READERS_OF_COMMENTS),
    "results/<slug:address>/releases/<int:number>/set-aside/": (READERS_OF_COMMENTS, READERS_OF_COMMENTS),
    "consultation/<slug:address>/keep/open/": (KEEPER, KEEPER),
    "consultation/<slug:address>/keep/extend/": (KEEPER, KEEPER),
    "consultation/<slug:address>/keep/close/": (KEEPER, KEEPER),
    "consultation/<slug:address>/keep/invitations/<slug:key>/end/": (KEEPER, KEEPER),
    "consultation/<slug:address>/sessions/<uuid:public_id>/cancel/": (KEEPER, KEEPER),
    "consultation/<slug:address>/sessions/<uuid:public_id>/questions/<uuid:number>/": (
        KEEPER | {"facilitator"},
        KEEPER | {"facilitator"},
    ),
    "consultation/<slug:address>/sessions/<uuid:public_id>/place/cancel/": (NOBODY, NOBODY),  # by a code alone
    "consultation/<slug:address>/submissions/take-in/": (KEEPER, KEEPER),
    "consultation/<slug:address>/submissions/<uuid:public_id>/take-back/": (KEEPER, KEEPER),
    "consultation/<slug:address>/translations/machine/": (KEEPER, KEEPER),
    "consultation/<slug:address>/translations/<uuid:number>/<slug:language>/check/": (KEEPER, KEEPER),
    "registry/mandates/<uuid:public_id>/end/": (KEEPER, KEEPER),
    "assessment/sites/<uuid:public_id>/circumstances/<uuid:circumstance_id>/close/": (OWN - {"operator"}, FOREIGN),
    "api/v1/assessment/sites/<uuidstr:public_id>/visits": (OWN, FOREIGN),
    "api/v1/assessment/sites/<uuidstr:public_id>/circumstances": (OWN - {"operator"}, FOREIGN),
    "api/v1/assessment/sites/<uuidstr:public_id>/circumstances/<uuidstr:circumstance_id>/end": (
        OWN - {"operator"},
        FOREIGN,
    ),
    "api/v1/tokens/<uuidstr:token_id>": (NOBODY, NOBODY),
}

BODIES = {
    "api/v1/consultation/gatherings/<uuidstr:public_id>/records": {
        "records": [],
        "manifest": {"count": 0, "digest": digest_of_batch([])},
    },
    "api/v1/assessment/sites/<uuidstr:public_id>/visits": {
        "kind": "self",
        "started_on": "2026-01-05",
        "answers": [{"requirement": "P1-L1-01", "state": "met", "observed_on": "2026-01-05"}],
    },
    "api/v1/assessment/sites/<uuidstr:public_id>/circumstances": {
        "kind": "contest",
        "subject": "P1-L1-01",
        "starts_on": "2026-01-05",
        "reason": "Seen otherwise.",
    },
    "api/v1/assessment/sites/<uuidstr:public_id>/circumstances/<uuidstr:circumstance_id>/end": {
        "closed_on": "2026-01-06",
        "reason": "Looked at again.",
    },
}


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield prefix + str(one.pattern)
        else:
            yield from routes(one, prefix + str(one.pattern))


def is_open(response) -> bool:
    """Whether the role got in: refused means 404 (pages), 401 or 403 (API), or the way to the door."""
    if response.status_code == 302:
        return "login" not in response["Location"]
    assert response.status_code < 500
    return response.status_code not in CLOSED


@pytest.fixture
def place(settings, tmp_path, monkeypatch):
    """The demonstration without its marks, one site of the people's own organisations and one foreign."""
    monkeypatch.setenv("LADDER_SHARED", str(tmp_path))
    settings.HOME = tmp_path
    demo.load()
    Site.objects.update(is_demonstration=False)
    foreign = Site.objects.get(code="demo0003")
    SiteOperator.objects.filter(site=foreign).delete()
    own = Site.objects.get(code="demo0002")
    for site in (own, foreign):
        keep_evidence(site)
    return {
        "own": own,
        "foreign": foreign,
        "organisation": Organisation.objects.all()[0],
        "mandate": Mandate.objects.all()[0],
        "person": User.objects.get(username="demo-buyer"),
        "circumstance": Circumstance.objects.all()[0],
        "theme": Theme.objects.filter(round__address="demo-closed")[0],
        "seat": Seat.objects.filter(body__address="demo-steering")[0],
        **objects_of_governance(),
        "by_part": {
            **objects_of_field(),
            **objects_of_grievances(),
            "measures": Measure.objects.filter(plan__site__code="demo0002")[0],
        },
        **handed_in(Round.objects.get(address="demo-open")),
    }


def handed_in(round_: Round) -> dict:
    """What the demonstration's open round does not have by itself: a question, a comment, a file."""
    dialogue = round_.gatherings.filter(kind="dialogue")[0]
    said = {"round": round_, "language": "fr", "text": "Pourquoi ?"}
    asked = Contribution.objects.create(kind="question", channel="dialogue", gathering=dialogue, **said)
    file = Submission.objects.create(
        round=round_, group=round_.groups.all()[0], file_name="form.docx", digest="0" * 64, language="fr",
        received_on="2026-01-05", recorded_by=User.objects.get(username="demo-secretariat"),
    )  # fmt: skip
    comment = Contribution.objects.create(kind="comment", channel="submission", **said)
    workshop = round_.gatherings.filter(kind="workshop")[0]
    sealed = Gathering.objects.filter(status="sealed")[0]
    Gathering.objects.filter(pk=sealed.pk).update(seal_digest="0" * 64, seal_code=short_code("0" * 64))
    note = leave_note(in_round=round_, text="Not for the room.", gathering=workshop)
    return {"dialogue": dialogue, "question": asked, "submission": file, "comment": comment, "workshop": workshop,
            "sealed": sealed, "note": note}  # fmt: skip


def fill(route: str, place: dict, site) -> str:  # noqa: PLR0912 - one line a room
    """An address of a route, about one site."""
    other = {"organisations/<": "organisation", "mandates/<": "mandate", "people/<": "person"}
    subject = next((place[name] for part, name in other.items() if part in route), site)
    known = {
        "public_id": subject.public_id,
        "site_id": site.public_id,
        "token_id": site.public_id,
        "address": "0.1.0",
        "circumstance_id": place["circumstance"].public_id,
        "key": "P2-L2-01",
        "name": "0.1.0.json",
        "pk": 1,
    }
    if "consultation/" in route:
        known |= {"address": "demo-open", "language": "fr", "number": place["question"].number}
    if "results/" in route:
        known |= {
            "address": "demo-closed",
            "number": 1,
            "name": "certificate.json",
            "public_id": place["theme"].public_id,
        }
        known |= {"language": "fr", "kind": "docx"}
    if "carried/" in route:
        known |= {"address": "demo-closed", "version": "0.2.0"}
    if "sessions/<" in route:
        known |= {"public_id": place["dialogue"].public_id, "number": place["question"].number}
    if "gatherings/<" in route:
        gathering = place["sealed" if route.endswith("seal/") else "workshop"]
        known |= {"public_id": gathering.public_id, "note_id": place["note"].public_id, "digest": "0" * 64}
    if "submissions/" in route:
        known |= {"public_id": place["submission"].public_id, "kind": "docx"}
    if "translations/<" in route:
        known |= {"number": place["comment"].number, "language": "en"}
    if "invitations/<" in route:
        known["key"] = "diggers"
    if "crosswalks/<" in route:
        known["key"] = "oecd"
    if "oscal" in route:
        known["name"] = "catalogs/nothing/catalog.json"
    if "governance/" in route:
        known |= known_in_governance(route, place)
    if route.startswith("assessment/"):
        known |= known_in_assessment(route, site)
    if route.startswith(("field/", "grievances/", "improvement/", "api/v1/field/")):
        known |= known_by_part(route, place)
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(known[match.group(1)]), route)


def known_by_part(route: str, place: dict) -> dict:
    """The object whose kind the address names before its id: `forms/<`, `cases/<`, `measures/<` ..."""
    parts = re.findall(r"(\w+)/<", route)
    found = place["by_part"].get(parts[-1]) if parts else None
    known = {"language": "fr", "instance_id": place["by_part"]["submissions"].instance_id}
    return known | ({"public_id": found.public_id} if found is not None else {})


@pytest.fixture
def clients(place) -> dict[str, Client]:
    made = {"": Client()}
    for role in ROLES:
        made[role] = Client()
        made[role].force_login(User.objects.get(username=f"demo-{role}"))
    return made


def test_every_address_has_a_rule():
    known = {*READ, *WRITTEN, *NOT_READ}
    assert sorted(set(routes(get_resolver())) - known) == []
    assert sorted(known - set(routes(get_resolver()))) == []


@pytest.mark.django_db
def test_reading_every_address_as_every_role(place, clients):
    wrong = []
    for route, (own, foreign) in READ.items():
        if route == "framework/downloads/<str:address>/oscal/<path:name>":
            continue  # answers 404 to everybody for a name that no document has
        for site, allowed in ((place["own"], own), (place["foreign"], foreign)):
            for role, client in clients.items():
                got_in = is_open(client.get(fill(route, place, site)))
                if got_in != (role in allowed):
                    wrong.append(f"{role or 'nobody'} {'reads' if got_in else 'may not read'} {route} of {site.code}")
    assert wrong == [], "\n".join(wrong)


def write(client: Client, route: str, path: str):
    """A write that would be whole if it were allowed: an incomplete one is refused before anybody asks who sent it."""
    if "token_id" in route:
        return client.delete(path)
    if route == "api/v1/registry/imports":
        return client.post(path, {"file": SimpleUploadedFile("visits.csv", b"FID,vid")})
    if route.startswith("api/"):
        return client.post(path, BODIES.get(route, {}), content_type="application/json")
    return client.post(path, {})


@pytest.mark.django_db
def test_writing_to_every_address_as_those_who_may_not(place, clients):
    wrong = []
    routes_written = {**WRITTEN, **{r: a for r, a in READ.items() if a[0] not in (EVERYBODY, SIGNED_IN)}}
    for route, (own, foreign) in routes_written.items():
        for site, allowed in ((place["own"], own), (place["foreign"], foreign)):
            for role in sorted(EVERYBODY - allowed):
                response = write(clients[role], route, fill(route, place, site))
                if is_open(response) and response.status_code != 405:
                    wrong.append(f"{role or 'nobody'} writes to {route} of {site.code}: {response.status_code}")
    assert wrong == [], "\n".join(wrong)
