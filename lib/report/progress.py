"""How the writers of files tell how far they are: slide by slide. Who is told and what is shown of it is not here."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Told = Callable[[int], None]
"""Told the number of the slide made next, from 1; one more than there are: the file is being put together.

An error it raises ends the making: no file comes of it.
"""
_Slide = TypeVar("_Slide")


def tell_nobody(_number: int) -> None:
    """Let the work go on unseen."""


def one_by_one(slides: Sequence[_Slide], told: Told) -> Iterator[tuple[int, _Slide]]:
    """Yield slides with their numbers, and tell before each and after the last."""
    for number, slide in enumerate(slides, start=1):
        told(number)
        yield number, slide
    told(len(slides) + 1)
