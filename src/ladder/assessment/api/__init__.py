"""Endpoints of the assessment room: levels, reasons, and a whole site's answers in one idempotent call."""

from ninja import Router

from ladder.assessment.api import levels, recording

router = Router(tags=["assessment"])
router.add_router("", levels.router)
router.add_router("", recording.router)
