"""The door for phones: OpenRosa 1.0 and tus 1.0 below /openrosa/, beside Django's middleware (docs/adr/0018)."""

from ladder.field.door.routes import application

__all__ = ["application"]
