"""The `ladder` command: reads files, calls the rooms, prints text or one JSON document."""
