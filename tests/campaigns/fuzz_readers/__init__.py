"""Bytes of any kind against the readers, guided by the lines of code that they reach: ``python -m`` this package."""
