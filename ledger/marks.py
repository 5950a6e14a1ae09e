"""Names of the single numbers the program remembers."""

HELD = "held"
"""While it is there, sending is on hold: of the outbox only replies with a higher id than this leave."""

HEARD = "heard"
"""When updates were last known to come in, in seconds since 1970."""
