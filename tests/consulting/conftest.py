"""An empty database of either kind."""

from tests.kill.conftest import url

__all__ = ["url"]
