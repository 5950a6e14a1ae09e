"""Reads what people type. `understand` is the only door."""

from language.understanding.understand import understand

__all__ = ["understand"]
