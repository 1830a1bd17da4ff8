"""The web capture's files: their addresses for the service worker, and one digest that changes with any of them."""

import gzip
import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from ladder.field.capture_words import all_languages

PACKAGE = Path(__file__).resolve().parent.parent
BUILT = Path(__file__).resolve().parent / "static" / "field" / "built"
ENTRY = "field/built/capture.js"
WORKER = PACKAGE / "field" / "static" / "field" / "capture" / "worker.js"
STYLES = ("webkit/ladder.css", "consultation/capture/capture.css", "field/capture/capture.css")
MARK = "webkit/mark.svg"
SHARED = tuple(f"consultation/capture/{name}.js" for name in ("cipher", "elements", "words"))


def is_built() -> bool:
    """Whether the form engine was bundled on this machine."""
    return (BUILT / "capture.js").is_file()


def app_files() -> dict[str, Path]:
    """Address of every file that the page is made of, with where it stands."""
    names = [*STYLES, MARK, *SHARED]
    files = {address_of(name): PACKAGE / name.partition("/")[0] / "static" / name for name in names}
    own = sorted(path for path in BUILT.rglob("*.js") if path.is_file())
    return {**files, **{address_of(f"field/built/{path.relative_to(BUILT).as_posix()}"): path for path in own}}


def address_of(name: str) -> str:
    """The plain address of a static file: modules name each other by it, whatever the storage adds to names."""
    return f"/{settings.STATIC_URL.strip('/')}/{name}"


def worker_text() -> str:
    """The service worker, told what to keep. Its bytes change whenever a file or a word does: the browser updates."""
    files = app_files()
    digest = hashlib.sha256(json.dumps(all_languages(), sort_keys=True).encode())
    for address, path in files.items():
        digest.update(address.encode() + b"\n" + path.read_bytes())
    pages = [reverse("field:capture"), reverse("field:capture_words")]
    head = f"const VERSION = {json.dumps(digest.hexdigest()[:16])};\nconst ASSETS = {json.dumps([*files, *pages])};\n"
    return head + WORKER.read_text(encoding="utf-8")


def weigh_app() -> int:
    """Bytes of one first load of the app without forms and sites, compressed as the server sends them."""
    texts = [path.read_bytes() for path in app_files().values()]
    texts += [json.dumps(all_languages()).encode(), worker_text().encode()]
    return sum(len(gzip.compress(text, 9)) for text in texts)
