"""Proof that a survey of thousands loses no answer and doubles none, whatever befalls the service and the network."""
