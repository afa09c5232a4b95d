"""The database of figures and batches: append-only, SQLite by default, PostgreSQL by URL. No files, no screen."""

from lib.store.errors import StoreError
from lib.store.store import Store, open_store

__all__ = ["Store", "StoreError", "open_store"]
