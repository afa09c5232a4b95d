import pytest

from bench.aims import RESTATING_S, aims
from bench.figures import PageFigures
from bench.report import Run, restating_line
from bench.restating import Restating, measured
from lib.services.workspace import Workspace

FLOOR_PAGE = PageFigures("floor", "floor", 5.0, 5.0, 5.0, 1.0)


def test_all_shipped_figures_of_the_63_are_restated_and_timed(workspace: Workspace) -> None:
    found = measured(workspace, rounds=1)
    assert found.row_count > 40_000
    assert 15_000 < found.restated_count < found.row_count
    assert found.cpu_s > 0
    assert found.to_plain == pytest.approx(found.cpu_s / found.plain_cpu_s)


@pytest.mark.parametrize(("cpu_s", "met"), [(0.4, True), (1.6, False)])
def test_restating_is_held_against_its_aim(cpu_s: float, met: bool) -> None:
    found = Restating(48_000, 26_000, cpu_s, 0.02)
    aim = next(aim for aim in aims([FLOOR_PAGE], [], [], found) if "restating" in aim.name)
    assert (aim.measured, aim.limit, aim.met) == (cpu_s, RESTATING_S, met)
    assert not any("restating" in aim.name for aim in aims([FLOOR_PAGE], [], []))


def test_the_report_tells_the_time_and_the_ratio(capsys: pytest.CaptureFixture[str]) -> None:
    found = Restating(48_000, 26_000, 0.4, 0.02)
    assert "0.40 s of CPU, 20.0 × a plain mean" in restating_line(found)
    Run(pages=[FLOOR_PAGE], restating=found).print()
    assert restating_line(found) in capsys.readouterr().out
