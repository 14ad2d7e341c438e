"""The sandbox: pure parts by tables, the messenger by itself, the page in a real browser."""
