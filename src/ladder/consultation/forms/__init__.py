"""Forms of the room, one file a subject: they read what was typed; rules stand in `core` and in the services."""
