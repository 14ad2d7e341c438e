"""Tests of Telegram's adapter and of the loopback that stands in for Telegram."""
