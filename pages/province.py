"""Hồ sơ tỉnh: one unit, every index, its components, and a second unit beside it."""

from lib.ui.component_view import component_part
from lib.ui.province_view import other_territories, province_head, standing_part, unit_question
from lib.ui.screen import screen

here = screen()
if here.choice.focus is None:
    unit_question(here)
else:
    province_head(here)
    standing_part(here, here.key)
    component_part(here, here.key)
    other_territories(here)
