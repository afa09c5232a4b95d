"""The command line of the measurements: `python -m bench [--intake | --presenting] [--quick] …`."""

import argparse
import asyncio
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from bench import intake, measure, presenting, restating
from bench.aims import FLOOR, SECOND, SHIPPED, SIDEBAR, THIRD
from bench.figures import typical_starts
from bench.measure import Effort, Subject
from bench.report import Run
from bench.server import ROOT, serve
from bench.sizes import prepare, second_size, third_size
from bench.views import Views, spelled, views
from lib.services.configuration import ENVIRONMENT, store_url
from lib.services.workspace import open_workspace
from lib.ui.routes import PATHS

APP = ROOT / "app.py"
FLOORS = {FLOOR: (ROOT / "bench/floor/empty.py", ""), SIDEBAR: (ROOT / "bench/floor/sidebar.py", "trang-1")}
FULL = Effort(rounds=5, block_s=0.5, crowd_s=8, tabs=20, growth_reruns=5_000, starts=2)
QUICK = Effort(rounds=2, block_s=0.2, crowd_s=2, tabs=20, growth_reruns=100, starts=0)


@dataclass(frozen=True)
class Plan:
    """What is to be measured: stores under `folder`, sizes, pages (name → path), views and how hard."""

    folder: Path
    sizes: tuple[str, ...]
    pages: Mapping[str, str]
    views: Views
    effort: Effort


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write what was asked for; 1 when `--gate` is given and an aim was missed."""
    call = _parser().parse_args(arguments)
    if call.intake:
        return _intake(call)
    if call.presenting:
        return _presenting(call)
    if store_url(ROOT) is not None:
        print(f"{ENVIRONMENT} or .streamlit/secrets.toml names a database; the bench measures SQLite.", file=sys.stderr)
        return 2
    run = Run()
    plan = _plan(run, call)
    _tell("restating")
    run.restating = restating.measured(open_workspace(ROOT, None, plan.folder / SHIPPED), plan.effort.rounds)
    _cold_starts(run, plan)
    _pages(run, plan)
    _memories(run, plan)
    run.starts = typical_starts(run.starts)
    return _told(run, call)


def _intake(call: argparse.Namespace) -> int:
    run = intake.measure(
        intake.Request(call.folder, call.quick, call.kills, call.postgres, tuple(call.engines or intake.ENGINES))
    )
    return _told(run, call)


def _presenting(call: argparse.Namespace) -> int:
    _tell("presenting")
    workspace = open_workspace(ROOT, None, call.folder / SHIPPED)
    run = presenting.measured(workspace, QUICK.rounds if call.quick else FULL.rounds)
    return _told(run, call)


def _told(run: Run | intake.IntakeRun | presenting.Presenting, call: argparse.Namespace) -> int:
    """Print, write what was asked for, and return how the process ends."""
    run.print()
    if call.json:
        run.write(call.json)
    return int(call.gate and not all(aim.met for aim in run.aims))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="What a rerun of each page costs the server.")
    parser.add_argument("--quick", action="store_true", help="two sizes, few rounds: under two minutes")
    parser.add_argument("--sizes", nargs="+", choices=(SHIPPED, SECOND, THIRD))
    parser.add_argument("--pages", nargs="+", choices=tuple(PATHS))
    parser.add_argument("--commune-share", type=float, default=0.1, help="of the 100 commune indicators; 1 = 20 M rows")
    parser.add_argument("--growth", type=int, help="reruns for the growth of memory")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "var" / "bench", help="for stores made here, kept between runs"
    )
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    parser.add_argument(
        "--intake", action="store_true", help="measure handing in instead: a million rows, both engines"
    )
    parser.add_argument("--kills", action="store_true", help="with --intake: no times; kill ten loads, two at once")
    parser.add_argument("--engines", nargs="+", choices=intake.ENGINES, help="with --intake")
    parser.add_argument("--postgres", metavar="URL", help="with --intake: a server to make databases on, not ours")
    parser.add_argument(
        "--presenting", action="store_true", help="measure instead: keys to painted slides in Chromium, pictures"
    )
    parser.add_argument("--gate", action="store_true", help="exit status 1 when an aim is missed")
    return parser


def _plan(run: Run, call: argparse.Namespace) -> Plan:
    """Make the stores, and choose the views by the shipped figures alone."""
    sizes = call.sizes or ([SHIPPED, SECOND] if call.quick else [SHIPPED, SECOND, THIRD])
    prepare(call.folder / SHIPPED, None)
    workspace = open_workspace(ROOT, None, call.folder / SHIPPED)
    loads = {SECOND: second_size(workspace), THIRD: third_size(call.commune_share)}
    for size in sizes:
        if size in loads:
            _tell(f"preparing {size}: {loads[size].row_count:,} generated observations")
            run.generated[size] = prepare(call.folder / size, loads[size])
    effort = QUICK if call.quick else FULL
    effort = effort if call.growth is None else replace(effort, growth_reruns=call.growth)
    pages = {page: path for page, path in PATHS.items() if not call.pages or page in call.pages}
    return Plan(call.folder, tuple(sizes), pages, views(workspace, 6 if call.quick else 24), effort)


def _cold_starts(run: Run, plan: Plan) -> None:
    """Start servers for their start alone; `_pages` adds the starts of those it measures anyway."""
    page, path = next(iter(plan.pages.items()))
    view = spelled(page, plan.views.known)[0]
    floor, floor_path = FLOORS[FLOOR]
    empty = plan.folder / "empty"
    for _ in range(plan.effort.starts):
        _tell("cold starts")
        shutil.rmtree(empty, ignore_errors=True)
        run.starts.append(asyncio.run(measure.cold_start(FLOOR, floor, plan.folder / FLOOR, floor_path, {})))
        run.starts.append(asyncio.run(measure.cold_start(f"{SHIPPED}, empty folder", APP, empty, path, view)))
        for size in plan.sizes:
            run.starts.append(asyncio.run(measure.cold_start(size, APP, plan.folder / size, path, view)))


def _subjects(stack: ExitStack, run: Run, plan: Plan) -> dict[str, Subject]:
    """Start every server that is measured, one after the other, and open a page on each."""
    floors: dict[str, tuple[Path, Mapping[str, str]]]
    floors = {label: (script, {label: path}) for label, (script, path) in FLOORS.items()}
    apps = {size: (APP, plan.pages) for size in plan.sizes}
    subjects = {}
    for label, (script, pages) in {**floors, **apps}.items():
        _tell(f"start: {label}")
        server = stack.enter_context(serve(label, script, plan.folder / label))
        page, path = next(iter(pages.items()))
        run.starts.append(asyncio.run(measure.first_page(server, path, spelled(page, plan.views.known)[0])))
        subjects[label] = Subject(server, pages, is_app=label in apps)
    return subjects


def _pages(run: Run, plan: Plan) -> None:
    with ExitStack() as stack:
        subjects = _subjects(stack, run, plan)
        _tell("every page with one tab")
        run.pages += asyncio.run(measure.alone(list(subjects.values()), plan.views, plan.effort))
        for place, page in enumerate(run.pages):
            if page.size in {FLOOR, SHIPPED}:
                _tell(f"{plan.effort.tabs} tabs: {page.size} {page.page}")
                crowd = asyncio.run(measure.crowd(subjects[page.size], page.page, plan.views, plan.effort))
                run.pages[place] = replace(page, crowd=crowd)


def _memories(run: Run, plan: Plan) -> None:
    """Measure memory on servers of their own: nothing earlier tabs left behind may be counted, or set free."""
    script, path = FLOORS[FLOOR]
    for label, app, pages in ((FLOOR, script, {FLOOR: path}), (SHIPPED, APP, plan.pages)):
        _tell(f"memory: {label}")
        with serve(label, app, plan.folder / label) as server:
            subject = Subject(server, pages, is_app=label == SHIPPED)
            run.memories.append(asyncio.run(measure.memory(subject, plan.views, plan.effort)))


def _tell(doing: str) -> None:
    print(f"· {doing}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
