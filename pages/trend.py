"""Xu hướng: units over time against the country and their region, with every break marked."""

from lib.ui.page_head import page_head
from lib.ui.screen import screen
from lib.ui.trend_view import beside, trend, trend_file

here = screen()
page_head(here, here.key, with_base=False)
beside(here)
trend(here, here.key)
trend_file(here)
