"""Shapes that stand beside the words of classes, leans and missing voices, so that colour never speaks alone."""

FULL_RING = '<circle class="full" cx="12" cy="12" r="9.5"/>'
FULL_SQUARE = '<rect class="full" x="3" y="3" width="18" height="18"/>'
CLASS_SHAPES = {
    "convergence_established": f'{FULL_RING}<path class="cut" d="m7.5 12.5 3 3 6-7"/>',
    "convergence_provisional": '<circle cx="12" cy="12" r="9.5"/><path d="m7.5 12.5 3 3 6-7"/>',
    "objection": '<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/><path d="M12 7v6M12 16.5v.5" stroke-width="3"/>',
    "divergence": '<path d="M12 21v-7M12 14 4 4M12 14l8-10M4 9V4h5M20 9V4h-5"/>',
    "shared_refusal": f'{FULL_SQUARE}<path class="cut" d="m8 8 8 8M16 8l-8 8"/>',
    "mixed": '<circle cx="12" cy="12" r="9.5"/><path class="full" d="M12 2.5a9.5 9.5 0 0 1 0 19z"/>',
    "not_enough_heard": '<circle cx="12" cy="12" r="9.5" stroke-dasharray="3 3.6"/><path d="M8 12h8"/>',
}
LEAN_SIGNS = {
    "clearly_for": "++",
    "for": "+",
    "for_or_more": "+",
    "open": "±",
    "open_or_less": "±",
    "against": "−",
    "refuses": "−",
    "clearly_refuses": "−−",
    "unheard": "?",
}
