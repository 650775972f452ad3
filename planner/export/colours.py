"""Colours of all charts, in documents and in workbooks: they survive print and colour blindness."""

from __future__ import annotations

DEEP, AMBER, SKY, GREEN, VERMILLION, GREY, YELLOW, PURPLE = (
    "#1B3A5C",
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#D55E00",
    "#8C8C8C",
    "#F0E442",
    "#CC79A7",
)
"""Of unequal lightness, so that neighbours can be told apart in grey too; after Okabe and Ito."""

COLOURS = (DEEP, AMBER, SKY, GREEN, VERMILLION, GREY, YELLOW, PURPLE)
"""In the order in which a chart takes them."""

PALE = "#D9D9D9"

LIGHT_GREEN, DARK_GREEN = "#8CD0BC", "#00664B"
"""Of what is returned too, where green alone does not tell its parts apart."""

INK = "#1F2A37"
"""Of words and figures."""
