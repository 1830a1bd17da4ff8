"""Every address by every role with objects that nobody has: never a failure of ours, never anything open."""

import pytest

from tests.conftest import ROLES
from tests.house.access_matrix import Address, ask, every_address, outcome

pytestmark = pytest.mark.django_db
VISITORS = ("", "stranger", *ROLES)


def test_the_walk_finds_pages_objects_and_endpoints():
    found = {address.name: address for address in every_address()}
    assert found["portal:home"].path == "/"
    assert found["accounts:person"] == Address("accounts:person", "/people/{public_id}/", (("public_id", "uuid"),))
    assert found["accounts:person"].fill({"public_id": 7}) == "/people/7/"
    assert found["api:delete_token"].takes == (("token_id", "uuid"),)


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_no_address_fails_inside(client_of, visitor, method):
    client = client_of(visitor)
    assert [
        address.path for address in every_address() if outcome(ask(client, method, address.fill())) == "broken"
    ] == []


@pytest.mark.parametrize("visitor", VISITORS)
def test_an_object_that_nobody_has_is_open_to_nobody(client_of, visitor):
    client = client_of(visitor)
    with_objects = [address for address in every_address() if any(kind == "uuid" for _, kind in address.takes)]
    assert with_objects
    assert [address.path for address in with_objects if outcome(ask(client, "get", address.fill())) == "open"] == []
