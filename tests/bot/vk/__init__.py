"""VK's adapter, against VK's own rules on this machine."""
