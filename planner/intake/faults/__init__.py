"""The code list: every kind of fault, warning and note that reading can give, with its wording and its remedy.

====== =================================================
E-1xx  the model: its file, its keys, its rules
E-2xx  cells of the tables
E-3xx  files and their layout
E-4xx  links between rows, and between rows and rules
E-5xx  other people's tables, and files put together
W-xxx  accepted, but probably not what was meant
N-xxx  accepted and said
====== =================================================

Codes are stable: a kind keeps its code, and the code of a kind that is gone is not given again.
"""

from __future__ import annotations

from planner.intake.faults.cells import *  # noqa: F403
from planner.intake.faults.files import *  # noqa: F403
from planner.intake.faults.foreign import *  # noqa: F403
from planner.intake.faults.kind import Kind as Kind
from planner.intake.faults.kind import in_order as in_order
from planner.intake.faults.kind import mentioned as mentioned
from planner.intake.faults.links import *  # noqa: F403
from planner.intake.faults.model import *  # noqa: F403
from planner.intake.faults.notes import *  # noqa: F403
from planner.intake.faults.rules import *  # noqa: F403
from planner.intake.faults.sizes import *  # noqa: F403
from planner.intake.faults.studies import *  # noqa: F403
from planner.intake.faults.unlikely import *  # noqa: F403
from planner.intake.faults.workbooks import *  # noqa: F403
