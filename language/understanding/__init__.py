"""Reads what people type. `understand` is the only door; `understood` also says who read it so."""

from language.understanding.understand import understand, understood

__all__ = ["understand", "understood"]
