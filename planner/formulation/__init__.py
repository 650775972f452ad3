"""The linear programme in PuLP: one file a family of rules, a rule a short function; ``assemble`` is the contents."""
