"""HEAD and POST /openrosa/submission: the one way in for phones."""

from ladder.field.arrivals import IncomingFile
from ladder.field.door.answers import Refusal, Reply, say
from ladder.field.door.bodies import Parts, read_parts
from ladder.field.door.requests import Request
from ladder.field.door.signing_in import Caller
from ladder.field.models import PartialUpload
from ladder.field.storing import hand_in

CREATED, ACCEPTED = (201, 202)
ADDRESS = "/submission"


def answer_head(request: Request, caller: Caller) -> Reply:
    """204 and where to send to, on the host by which we were called: apps refuse any other."""
    del caller
    return Reply(204, headers=(("Location", request.address(ADDRESS)),))


def answer_post(request: Request, caller: Caller) -> Reply:
    """201 for something new, 202 for the same again; what is said is committed before it is said."""
    parts = read_parts(request)
    if parts.xml is None:
        raise Refusal(400, "no_form")
    files = [*parts.files, *find_uploaded(parts, caller)]
    answer = hand_in(body=parts.xml, files=files, person=caller.person, device=caller.device)
    headers = [("Location", request.address(ADDRESS))] if answer.status in {CREATED, ACCEPTED} else []
    return say(request, answer.status, answer.message_key, missing=len(answer.missing), headers=headers)


def find_uploaded(parts: Parts, caller: Caller) -> list[IncomingFile]:
    """Files that the manifest names, that did not come along, and that this person sent in pieces before."""
    came = {file.name for file in parts.files}
    awaited = {name: sha256 for name, sha256 in parts.announced.items() if name not in came}
    if not awaited:
        return []
    uploads = PartialUpload.objects.filter(person=caller.person, sha256__in=awaited.values(), finished_at__isnull=False)
    sizes = dict(uploads.values_list("sha256", "size_bytes"))
    return [IncomingFile(name, sha256, sizes[sha256]) for name, sha256 in awaited.items() if sha256 in sizes]
