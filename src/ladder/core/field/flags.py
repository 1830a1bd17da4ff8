"""Keys of what is odd about a submission. A flag refuses nothing; whoever reads it sees it in words (`field.words`)."""

CLOCK_AHEAD, CLOCK_BEFORE_FORM, CLOCK_TOO_OLD = "clock_ahead", "clock_before_form", "clock_too_old"
CLOCK_TURNED, CLOCK_UNKNOWN = "clock_turned", "clock_unknown"
CLOCKS = (CLOCK_AHEAD, CLOCK_BEFORE_FORM, CLOCK_TOO_OLD, CLOCK_TURNED, CLOCK_UNKNOWN)
WITHOUT_FILES = "taken_without_files"
CHECKED_BY_HAND = "accepted_by_hand"
UNKNOWN_VERSION = "unknown_version"
