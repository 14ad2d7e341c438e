"""Words, buttons and what goes out."""
