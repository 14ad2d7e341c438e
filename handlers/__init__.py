"""What happens because a person said something. `rooms.py` lists the rooms in order; the last resort comes last."""
