"""Runs a solver and says what was proven: linear, by ratio, for whole projects; breaks ties in the published order."""
