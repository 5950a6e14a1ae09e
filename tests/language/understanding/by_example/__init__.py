"""The second reader: its examples, how it is taught, and what it may not do."""
