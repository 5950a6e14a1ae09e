"""Names of the single numbers the program remembers."""

HELD = "held"
"""While it is there, sending is on hold: of the outbox only replies with a higher id than this leave."""

HEARD = "heard"
"""When updates were last known to come in, in seconds since 1970."""

PLANNED = "planned"
"""The last local day that has been planned to its end, as an ordinal: until then nothing is gathered, or a person
would get a part of the day's message and the rest on the next day.
"""
