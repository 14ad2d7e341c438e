"""How fast, how lean, how even: the real service measured beside its peers. `python -m benchmarks [part ...]`.

Nothing here is a test: figures depend on the machine, so each of ours stands beside a peer's of the same run.
"""
