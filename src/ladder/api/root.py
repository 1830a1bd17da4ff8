"""The programming interface: one address, one manner of error. Each room adds its router in `ROUTERS`."""

from typing import Any

from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema

from ladder import __version__
from ladder.accounts.api import router as accounts
from ladder.api.errors import CleanJson, install
from ladder.assessment.api import router as assessment
from ladder.catalogue.api import router as catalogue
from ladder.consultation.api import router as rounds
from ladder.consultation.api_gatherings import router as gatherings
from ladder.consultation.api_positions import router as positions
from ladder.field.api import router as field
from ladder.governance.api import router as governance
from ladder.improvement.api import router as improvement
from ladder.registry.api import router as registry
from ladder.synthesis.api import router as results

ROUTERS: tuple[tuple[str, Router], ...] = (
    ("", accounts),
    ("/framework", catalogue),
    ("/consultation", rounds),
    ("/consultation", gatherings),
    ("/consultation", positions),
    ("/results", results),
    ("/governance", governance),
    ("/registry", registry),
    ("/assessment", assessment),
    ("/field", field),
    ("/improvement", improvement),
)

FAULTS = {
    "description": "What is wrong, each fault with its place and one clear sentence.",
    "content": {"application/json": {"schema": {
        "type": "object", "required": ["faults"],
        "properties": {"faults": {"type": "array", "items": {
            "type": "object", "required": ["where", "sentence"],
            "properties": {"where": {"type": "string"}, "sentence": {"type": "string"}},
        }}},
    }}},
}  # fmt: skip


class LadderAPI(NinjaAPI):
    """Ninja's interface whose description also says how errors look."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The OpenAPI document, every operation with its answer in case of error."""
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"].setdefault("default", FAULTS)
        return schema


api = LadderAPI(
    title="Cobalt Ladder",
    version=__version__,
    description="Frameworks, sites, rounds of consultation, assessments and levels. "
    'Every error is {"faults": [{"where", "sentence"}]}.',
    docs_url=None,
    parser=CleanJson(),
    urls_namespace="api",
)
install(api)
for prefix, room_router in ROUTERS:
    api.add_router(prefix, room_router)
