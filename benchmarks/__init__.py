"""Benchmarks: contenders on the same problem in one run, each in a process of its own. See docs/benchmarks.md."""
