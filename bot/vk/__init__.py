"""VK communities: reader (event → update), writer (reply → parameters), client (the network)."""
