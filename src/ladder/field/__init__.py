"""In the field: forms for phones, the door they hand in at, what they sent, and what follows from it."""
