"""Native charts of the workbook: one file a picture, all of one look, all drawn from cells.

Names, categories and values are references to cells, never the words themselves: words that begin with '=' would be
formulas, and a picture would not follow its figures.
"""
