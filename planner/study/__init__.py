"""What is asked of plans: one plan, and later comparisons, frontiers, sweeps."""
