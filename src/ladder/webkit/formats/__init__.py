"""How dates are written in languages for which Django has no form of its own: one folder a language."""
