"""Looks at images in a process of its own, and makes the copies that people see. Without Django."""
