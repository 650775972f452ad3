"""Workbooks: the archive is checked before anything reads it, and the layout of a sheet is read beside its values."""
