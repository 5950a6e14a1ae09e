"""Reads what people type. `understand` is the only door; `understood` also says who read it so."""

from language.understanding.understand import get_ready, understand, understood

__all__ = ["get_ready", "understand", "understood"]
