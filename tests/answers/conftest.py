"""The same scenes as for the blows: one process on SQLite, two on PostgreSQL."""

from tests.kill.conftest import cradle, scene, url

__all__ = ["cradle", "scene", "url"]
