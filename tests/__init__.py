"""Tests mirror the tree; `journeys/` plays whole visits, `loopback/` holds servers that behave like messengers."""
