"""Bản đồ: one indicator on the whole country, one period, two side by side, or the difference."""

from lib.ui.map_view import map_head, maps, mode_choice, restated_print, way_to_restated
from lib.ui.page_head import small_print
from lib.ui.screen import screen

here = screen()
map_head(here, here.key, here.view.mode)
mode = mode_choice(here)
maps(here, mode)
small_print(here, here.key, both=mode != "one")
restated_print(here, here.key, mode)
way_to_restated(here, mode)
