"""What happens because a person said something. The rooms stand here in order; the last resort comes last."""
