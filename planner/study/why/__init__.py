"""Why an upgrade is funded or not: what decided it, what forcing it in costs, what would bring it in."""
