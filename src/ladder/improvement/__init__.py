"""Turns gaps into measures: who, until when, at what cost, with a picture; done means evidence, checked."""
