"""The objective against the level of a rule: where it bends, what is known between, and two levels at once."""
