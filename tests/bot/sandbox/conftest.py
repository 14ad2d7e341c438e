"""Fixtures of the sandbox's tests."""

from tests.browser import browser

__all__ = ["browser"]
