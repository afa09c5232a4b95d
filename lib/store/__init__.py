"""The database of figures and batches: append-only, SQLite by default, PostgreSQL by URL. No files, no screen."""

from lib.store.decks import DeckConflictError, Revision
from lib.store.errors import StoreError
from lib.store.opening import open_store
from lib.store.store import Store

__all__ = ["DeckConflictError", "Revision", "Store", "StoreError", "open_store"]
