"""What is said of upgrades that are funded or not: in sentences, as a workbook, as plain data."""
