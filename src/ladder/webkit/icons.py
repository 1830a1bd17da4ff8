"""A small set of line drawings, 24 by 24, drawn for this product."""

ICONS = {
    "ladder": '<path d="M7 3v18M17 3v18M7 7h10M7 12h10M7 17h10"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/>',
    "warning": '<path d="M12 3 2 20h20zM12 10v5M12 17.5v.5"/>',
    "empty": '<rect x="4" y="4" width="16" height="16" rx="2" stroke-dasharray="3 3"/>',
    "search": '<circle cx="10" cy="10" r="6"/><path d="m15 15 6 6"/>',
    "site": '<path d="M12 21s7-7 7-12a7 7 0 0 0-14 0c0 5 7 12 7 12z"/><circle cx="12" cy="9" r="2.5"/>',
    "book": '<path d="M4 4h7a2 2 0 0 1 1 2 2 2 0 0 1 1-2h7v15h-7l-1 1-1-1H4zM12 6v14"/>',
    "download": '<path d="M12 3v12M7 10l5 5 5-5M4 20h16"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l4 2"/>',
    "check": '<path d="m4 13 5 5L20 6"/>',
    "lock": '<rect x="5" y="11" width="14" height="10" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="m11 12 9-9M16 7l3 3"/>',
    "scale": '<path d="M12 3v17M7 20h10M5 7h14M5 7l-2 7h5L6 7M18 7l-2 7h5l-2-7"/>',
    "people": '<circle cx="8" cy="8" r="3.5"/><circle cx="17" cy="9" r="2.5"/>'
    '<path d="M2 20c0-4 3-6 6-6s6 2 6 6M15 14c4-1 7 1 7 5"/>',
    "edit": '<path d="M4 20h4L20 8l-4-4L4 16z"/>',
    "speech": '<path d="M4 4h16v12h-9l-5 4v-4H4z"/>',
    "next": '<path d="m9 5 7 7-7 7"/>',
}
