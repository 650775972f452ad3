"""An investment planner: who is funded, with what, when and from whose purse, so that each won cuts the most CO2e."""

__version__ = "0.1.0"
