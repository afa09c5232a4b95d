"""So sánh: two units side by side, their indices, the parts of a composite, and what each could learn."""

from lib.ui.compare_parts import compare_downloads, comparison, pair_trend
from lib.ui.compare_view import compare_pair
from lib.ui.screen import screen

here = screen()
pair = compare_pair(here)
if pair is not None:
    comparison(here, pair, here.key)
    pair_trend(here)
    compare_downloads(here, pair)
