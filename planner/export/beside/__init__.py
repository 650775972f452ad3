"""Several plans beside a reference, as tables, as text, as JSON, as a workbook and as a report."""
