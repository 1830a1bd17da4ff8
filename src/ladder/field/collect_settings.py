"""The code that sets up ODK Collect and KoboCollect when a phone scans it, as their documentation describes it."""

import json
from base64 import b64encode
from io import BytesIO
from zlib import compress

import segno

PROJECT = "Cobalt Ladder"


def settings_of(server: str, username: str, secret: str) -> dict[str, dict[str, object]]:
    """Server and secret, forms that follow the server by themselves, and sending as soon as there is a network.

    Filled-in forms stay on the phone after sending, so that nothing is gone before people say so.
    """
    general: dict[str, object] = {
        "protocol": "odk_default",
        "server_url": server,
        "username": username,
        "password": secret,
        "form_update_mode": "match_exactly",
        "periodic_form_updates_check": "every_one_hour",
        "autosend": "wifi_and_cellular",
        "delete_send": False,
    }
    return {"general": general, "admin": {}, "project": {"name": PROJECT}}


def write_code(settings: dict[str, dict[str, object]]) -> str:
    """The settings as JSON, compressed with zlib, as base64."""
    return b64encode(compress(json.dumps(settings, separators=(",", ":")).encode(), 9)).decode()


def draw_code(code: str) -> str:
    """The code as a picture, in SVG without styles of its own."""
    buffer = BytesIO()
    segno.make(code, error="l", micro=False).save(
        buffer, kind="svg", xmldecl=False, svgclass="qr", lineclass=None, omitsize=True
    )
    return buffer.getvalue().decode()
