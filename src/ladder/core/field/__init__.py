"""What a filled-in form says, without knowing XML, files or Django."""
