"""Trình chiếu: decks of saved views; arrange, freeze, see what is newer, present, hand out."""

from lib.ui.briefing_facts import deck_facts
from lib.ui.briefing_files import files_part
from lib.ui.briefing_history import history_part
from lib.ui.briefing_list import shelf_page
from lib.ui.briefing_lost import lost_part
from lib.ui.briefing_said import show_said
from lib.ui.briefing_slides import slides_part
from lib.ui.briefing_view import deck_head, deck_in_hand, fill_stamp, stamp_place
from lib.ui.screen import screen

here = screen()
deck = deck_in_hand(here)
show_said(here, deck)
lost_part(here, deck)
if deck is None:
    shelf_page(here)
else:
    deck_head(here, deck)
    stamp = stamp_place()
    deck_facts(here, deck)
    files_part(here, deck)
    slides_part(here, deck)
    history_part(here, deck)
    fill_stamp(here, deck, stamp)
