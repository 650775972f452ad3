"""Many programmes at once: a study says what is varied, and each case is the programme solved with it."""
