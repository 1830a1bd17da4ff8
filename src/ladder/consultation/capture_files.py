"""The offline app's files: their addresses for the service worker, and one digest that changes with any of them."""

import hashlib
import json
from pathlib import Path

from django.conf import settings

ROOM = Path(__file__).resolve().parent / "static"
SHELL = Path(__file__).resolve().parent.parent / "webkit" / "static"
APP = "consultation/capture"
WORKER = f"{APP}/worker.js"
STYLES = ("webkit/ladder.css",)
MARK = "webkit/mark.svg"


def app_files() -> dict[str, Path]:
    """Address of every file that the app is made of, with where it stands."""
    own = sorted(path for path in (ROOM / APP).rglob("*") if path.suffix in {".js", ".css"})
    files = {path.relative_to(ROOM).as_posix(): path for path in own}
    shared = {name: SHELL / name for name in (*STYLES, MARK)}
    return {address_of(name): path for name, path in {**files, **shared}.items() if name != WORKER}


def address_of(name: str) -> str:
    """The plain address of a static file: modules name each other by it, whatever the storage adds to names."""
    return f"/{settings.STATIC_URL.strip('/')}/{name}"


def worker_text() -> str:
    """The service worker, told which files to keep. Its bytes change whenever any file does: the browser updates."""
    files = app_files()
    digest = hashlib.sha256()
    for address, path in files.items():
        digest.update(address.encode() + b"\n" + path.read_bytes())
    head = f"const VERSION = {json.dumps(digest.hexdigest()[:16])};\nconst ASSETS = {json.dumps(list(files))};\n"
    return head + (ROOM / WORKER).read_text(encoding="utf-8")
