"""The one error of the store: the database cannot do what was asked, said so that the reader knows the way out."""

from lib.model.words import Words


class StoreError(Exception):
    """The store cannot be opened, read, written, or a batch cannot be undone; `words` says it in both languages."""

    def __init__(self, vietnamese: str, english: str) -> None:
        self.words = Words(vietnamese, english)
        super().__init__(vietnamese)
