"""Gives every page its shell: layout, style, icons, paging, faults and languages."""
