"""The verbs of the command line for notebooks and scripts in Python: a file a verb, or a few that belong together."""

from planner.api.auditing import make_callable

make_callable()
