"""The domain: items and their promises, people and units, rules and figures. Standard library only."""
