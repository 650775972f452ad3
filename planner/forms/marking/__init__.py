"""The parts of a marked copy: opening the workbook, marks in its cells, and the list of what was found."""
