"""The same data in other orders, formats, processes and Pythons: one plan, with one hash."""
