"""The doors: the only place that knows a messenger's name or the network."""
