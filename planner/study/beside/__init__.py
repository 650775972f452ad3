"""Several plans beside a reference: which rules and rows changed, who is funded instead of whom, and why."""
