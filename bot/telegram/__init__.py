"""Telegram: `reader` and `writer` are pure, `client` alone knows the network and its library."""
