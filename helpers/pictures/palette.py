"""Colours shared by printed and live pictures: one list, safe for colour-blind readers, dark enough for words.

Each lane colour has a contrast of at least 4.5 to 1 on white, so it may carry text. Colour never says anything
alone: lanes have a place and a name, confidence has a shape.
"""

from __future__ import annotations

INK = "#1f2328"
MUTED = "#57606a"
RULE = "#d0d7de"
BAND = "#f6f5f2"
PAPER = "#ffffff"

LANE_COLOURS = {
    "party": "#6a3d9a",
    "economy": "#a14a00",
    "military-planning": "#8b1a3a",
    "war-scare-rhetoric": "#b5245b",
    "threat-incident": "#3a3a3a",
    "diplomacy": "#0b5f9e",
    "world": "#44701a",
}
