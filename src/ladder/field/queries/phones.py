"""Who a phone belongs to and what that person does today, in one question: it is asked before every photo.

Plain SQL that both databases speak, because building the same four questions by the object mapper costs more than
asking them.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from ladder.accounts.models import User
from ladder.field.models import Device
from ladder.field.turn import turn

LIVE_PHONE = """
SELECT d.id, d.secret_digest, d.digest_ha1, d.last_seen_on, u.id, u.public_id, u.username, m.role, m.organisation_id
FROM field_device d
JOIN accounts_user u ON u.id = d.person_id
LEFT JOIN registry_mandate m ON m.user_id = u.id AND m.starts_on <= %s AND (m.ends_on IS NULL OR m.ends_on >= %s)
WHERE d.username = %s AND d.revoked_at IS NULL AND d.expires_on >= %s AND u.is_active
ORDER BY m.id
"""
# in the order of the tables; all others are read when they are asked for
PERSON_FIELDS = ["id", "public_id", "username", "is_active"]
DEVICE_FIELDS = ["id", "person_id", "username", "secret_digest", "digest_ha1", "last_seen_on"]


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that may hand in today, and its person."""

    device: Device
    person: User


def find_phone(username: str, on: date) -> Phone | None:
    """A phone that was not ended, of a person who may sign in; that person's mandates of the day are known then."""
    with turn, connection.cursor() as cursor:
        cursor.execute(LIVE_PHONE, [on, on, username, on])
        rows = cursor.fetchall()
    if not rows:
        return None
    key, secret_digest, digest_ha1, last_seen_on, person_key, public_id, name, *_ = rows[0]
    public = UUID(str(public_id))
    person = User.from_db(connection.alias, PERSON_FIELDS, [person_key, public, name, True])
    # what `registry.access.mandates_of` would find, so that it need not ask again
    person.__dict__["_mandates"] = {on: tuple((row[7], row[8]) for row in rows if row[7] is not None)}
    seen = date.fromisoformat(str(last_seen_on)) if last_seen_on else None
    values = [key, person_key, username, secret_digest, digest_ha1, seen]
    device = Device.from_db(connection.alias, DEVICE_FIELDS, values)
    device.person = person
    return Phone(device, person)
