"""Toàn cảnh: one unit, or the country, on one screen: how it stands, what moved, what is new, where it lies."""

from lib.ui.overview_view import overview_block, overview_foot, overview_head, overview_notices
from lib.ui.screen import screen

here = screen()
since = overview_head(here)
overview_notices(here)
overview_block(here, (*here.key, *here.view.spelled().values()), since.isoformat())
overview_foot(here)
