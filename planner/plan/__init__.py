"""The result: awards, ledgers and indicators in whole won, immutable and hashed. Knows values, never the LP."""
