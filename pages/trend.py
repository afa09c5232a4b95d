"""Xu hướng: units over time against the country and their region, with every break marked."""

from lib.ui.page_head import page_head, say
from lib.ui.screen import screen
from lib.ui.trend_view import beside, trend, trend_table

here = screen()
page_head(here, with_base=False)
say(here)
beside(here)
trend(here, here.key)
trend_table(here)
