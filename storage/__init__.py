"""All that is remembered. The only place with SQL; knows nothing of messengers, words or the clock."""
