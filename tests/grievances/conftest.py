"""Three case handlers of three organisations, with the private keys that only tests and browsers hold; cases of theirs."""

from datetime import date

import pytest
from django.utils import timezone
from nacl.public import PrivateKey

from ladder.catalogue import services as catalogue
from ladder.config.settings import PACKAGE
from ladder.grievances.access import Handler
from ladder.grievances.models import Grievance
from ladder.grievances.sealing import Told
from ladder.grievances.services import handling, releasing
from ladder.grievances.services.demonstration import Holder, halves_of
from ladder.grievances.services.keys import register_key
from ladder.grievances.services.telling import tell
from ladder.packfiles.reading import read_pack
from ladder.registry.models import Mandate, Organisation
from ladder.registry.services.demonstration import load_demonstration_sites

TODAY = date(2026, 11, 26)


@pytest.fixture
def make_holder(make_person):
    """Makes a case handler of a new organisation (or a given one) with a registered key."""

    def make(name: str, organisation=None) -> Holder:
        user = make_person(name, "case_handler", organisation)
        house = Organisation.objects.get(pk=Mandate.objects.get(user=user).organisation_id)
        private = PrivateKey.generate()
        key = register_key(handler=Handler(user, house, None), public_key=bytes(private.public_key), on=TODAY)
        return Holder(Handler(user, house, key), private)

    return make


@pytest.fixture
def ring(make_holder) -> dict[str, Holder]:
    """Ann, Bea and Cyr, each of an organisation of their own."""
    return {name: make_holder(name) for name in ("ann", "bea", "cyr")}


@pytest.fixture
def places(db):
    """The invented sites and organisations."""
    return load_demonstration_sites()


@pytest.fixture
def version(db):
    """The starter framework, in force."""
    loaded = catalogue.load_pack(read_pack(PACKAGE / "packs" / "starter"), actor=None, on=TODAY)
    return catalogue.publish_version(version=loaded, actor=None, on=TODAY)


@pytest.fixture
def released(ring, places, version):
    """Makes a case that two organisations released; its source's code stands in `code`."""

    def make(*, is_urgent=False, protect_days=0) -> Grievance:
        today = timezone.localdate()
        code = tell(told=Told("Words.", "server"), on=today)
        case = Grievance.objects.get(state="received")
        for name in ("ann", "bea"):
            handling.hand_over(handler=ring[name].handler, case=case, halves=halves_of(ring[name], case), on=today)
        handling.note_opened(handler=ring["bea"].handler, case=case, on=today)
        about = handling.About(places.sites["demo0002"], "forced_work", today, is_urgent=is_urgent, children=None)
        handling.describe(handler=ring["ann"].handler, case=case, about=about, on=today)
        handling.decide(handler=ring["ann"].handler, case=case, kind="validate", on=today)
        proposal = releasing.Proposal("week", is_credible=True, words=(), protect_days=protect_days)
        releasing.propose(handler=ring["ann"].handler, case=case, proposal=proposal, on=today)
        releasing.release(handler=ring["bea"].handler, case=case, on=today)
        case.refresh_from_db()
        case.code = code
        return case

    return make
