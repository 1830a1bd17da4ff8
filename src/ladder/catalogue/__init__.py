"""Shows and exchanges the framework: versions, requirements in four languages, crosswalks, changes between versions."""
