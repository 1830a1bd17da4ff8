"""Shows and exchanges the framework: versions, requirements in four languages, crosswalks, what changed between versions."""
