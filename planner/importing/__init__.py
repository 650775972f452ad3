"""Other people's tables become an inputs folder: by a map, or, where they are of our own form, put together.

A map (:mod:`planner.importing.vocabulary`) says what each row of a foreign table becomes. Whatever is read, no row is
lost: each one became rows of tables, or was left out for a stated reason, or was refused with a fault.
"""
