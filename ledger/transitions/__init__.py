"""Transitions: pure functions from an item to a Change. One file a topic; none knows storage or people's words."""
