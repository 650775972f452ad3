"""The verbs of the command line for notebooks and scripts in Python. A file a verb."""
