"""What an operator sets, read once into one frozen object, and how the program's log looks."""

from config.settings import BadSettings, Settings, read_settings

__all__ = ["BadSettings", "Settings", "read_settings"]
