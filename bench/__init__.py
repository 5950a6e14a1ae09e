"""Programs that print figures beside those of a bare bot in the same run; never tests, since machines differ."""
