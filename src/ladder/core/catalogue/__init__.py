"""What the rules need to know of a framework version, and how its requirements relate to other systems."""
