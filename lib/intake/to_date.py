"""Takes back what was said of columns that add up over months, once their indicator is known to count so."""

from collections.abc import Iterable, Iterator, Sequence

from lib.intake.choosing_indicators import Named
from lib.intake.roles import Role
from lib.intake.table_body import Body, Plan
from lib.model.indicator import Accumulation
from lib.model.issue import IssueCode


def accept_to_date(bodies: Sequence[Body]) -> None:
    """Withdraw the warning of nine-month totals where every indicator in question counts from the first of January.

    Such a total is what the indicator asks for; it is stored as that month's value. A column letter that another table
    of the sheet uses for figures of another kind keeps its warning.
    """
    judged = [(letter, fits) for body in bodies for letter, fits in _columns(body.plan)]
    doubtful = {letter for letter, fits in judged if not fits}
    for letter in {letter for letter, fits in judged if fits} - doubtful:
        bodies[0].plan.context.findings.withdraw(IssueCode.PERIOD_KIND_MIXED, letter)


def _columns(plan: Plan) -> Iterator[tuple[str, bool]]:
    """Say of every column that can tell a period whether all its figures count from the first of January."""
    columns = plan.columns
    for place in plan.places:
        named = [plan.indicators[place]] if place in plan.indicators else plan.named
        yield columns.letter(place), _all_to_date(named)
    for place in columns.places(Role.PERIOD):
        yield columns.letter(place), _all_to_date(plan.named)


def _all_to_date(named: Iterable[Named]) -> bool:
    accumulations = {one.indicator.accumulation if one.indicator is not None else None for one in named}
    return accumulations == {Accumulation.YEAR_TO_DATE}
