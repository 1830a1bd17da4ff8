"""What this room shows on the document page of a version of the framework."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ladder.catalogue.models import FrameworkVersion
from ladder.governance.access import may_use_desk
from ladder.governance.models import NextVersion
from ladder.governance.services.publication_guard import is_decided
from ladder.webkit import panels

NOTHING = SafeString("")
NEXT_STATUS = {
    FrameworkVersion.Status.DRAFT: FrameworkVersion.Status.PUBLISHED,
    FrameworkVersion.Status.PUBLISHED: FrameworkVersion.Status.WITHDRAWN,
}


def show_way_to_decision(request: HttpRequest, version: Any) -> SafeString:
    """For those at the desk: where the version is made, or the way to propose what becomes of it."""
    becomes = NEXT_STATUS.get(version.status)
    if becomes is None or not may_use_desk(request.user):
        return NOTHING
    made = NextVersion.objects.filter(draft=version).select_related("base").first()
    is_draft = version.status == FrameworkVersion.Status.DRAFT
    if (made is None or not is_draft) and not is_decided(becomes):
        return NOTHING
    context = {"version": version, "next": made if is_draft else None}
    return SafeString(render_to_string("governance/_version_panel.html", context, request))


panels.register("version", show_way_to_decision)
