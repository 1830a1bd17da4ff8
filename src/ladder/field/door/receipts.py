"""GET /openrosa/receipts/<instance id>: the second acknowledgement. Only `safe` lets a phone delete its copy."""

from ladder.field.door.answers import Refusal, Reply, answer_json
from ladder.field.door.requests import Request
from ladder.field.door.signing_in import Caller
from ladder.field.models import Submission


def answer_receipt(request: Request, caller: Caller, instance_id: str) -> Reply:
    """How far one's own submission has come, which form it is (digest of its bytes), and which files are here."""
    del request
    if "\x00" in instance_id:
        raise Refusal(404, "not_found")
    row = Submission.objects.defer("xml").filter(instance_id=instance_id, person=caller.person).first()
    if row is None:
        raise Refusal(404, "not_found")
    files = row.files.order_by("name").values("name", "size_bytes", "sha256")
    told = [
        {"name": file["name"], "size": file["size_bytes"], "sha256": file["sha256"], "is_here": bool(file["sha256"])}
        for file in files
    ]
    return answer_json({"instance": row.instance_id, "sha256": row.xml_sha256, "state": state_of(row), "files": told})


def state_of(row: Submission) -> str:
    """`incomplete`, `complete`, or `safe`: every byte was read back from the store and matches."""
    if row.completed_at is None:
        return "incomplete"
    return "safe" if row.safe_at is not None else "complete"
