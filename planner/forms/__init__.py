"""The room that writes programmes: a workbook to fill in, and any programme as a workbook or as a folder of files.

What it writes is read back by the intake as the same programme, with the same hash.
"""
