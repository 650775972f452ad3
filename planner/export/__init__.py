"""What people open: workbook, table and JSON, in Korean and English. Knows plans and programmes, no solver."""

from __future__ import annotations

from planner.export.choices import Choices
from planner.export.writing import ENDINGS, check_targets, write

__all__ = ["ENDINGS", "Choices", "check_targets", "write"]
