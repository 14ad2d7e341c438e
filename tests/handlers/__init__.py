"""The rooms, played over a messenger in memory: hundreds of turns in seconds."""
