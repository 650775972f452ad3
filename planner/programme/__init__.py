"""The vocabulary: who could do what at which cost, under which rules. Frozen, checked, free of any solver."""
