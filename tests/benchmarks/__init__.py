"""The benchmarks work: tiny numbers, no stopwatch."""
