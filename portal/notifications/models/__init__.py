"""What people are told, and how each wants to hear it."""

from .notice import Notice

__all__ = ["Notice"]
