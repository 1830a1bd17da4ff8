"""Files that a page offers to keep."""

from django.http import HttpResponse


def offer_file(content: bytes | str, name: str, media_type: str) -> HttpResponse:
    """An answer that browsers store under a name. Names are made of addresses and keys: no quotes, no blanks."""
    return HttpResponse(content, media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
