"""The rules: pure functions over frozen values, without Django, files, clock or chance."""
