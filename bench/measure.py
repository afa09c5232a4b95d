"""The measurements: pages alone and in turn, a crowd of tabs, memory, cold start. Returns figures, prints nothing."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter

from bench.client import Rerun, Tab
from bench.figures import Block, ColdStart, Crowd, Memory, PageFigures, growth, page_figures, percentile
from bench.server import Server, serve
from bench.views import SIDEBAR_CHOICE, Views, spelled

_CHOICES = (10, 40)  # places of two units in the sidebar's list
_SAMPLES = 50


@dataclass(frozen=True)
class Effort:
    """How long everything is measured: rounds, CPU seconds of a block, seconds of a crowd, tabs, reruns for growth."""

    rounds: int
    block_s: float
    crowd_s: float
    tabs: int
    growth_reruns: int
    starts: int


@dataclass(frozen=True)
class Subject:
    """A running server, what is measured on it (page → path), and whether it is the app or a floor."""

    server: Server
    paths: Mapping[str, str]
    is_app: bool


@dataclass
class _Stand:
    """One page of one subject while it is being measured, with a tab of its own."""

    subject: Subject
    page: str
    tab: Tab
    views: list[dict[str, str]]
    blocks: list[Block]
    fresh: Block | None = None
    choice: Block | None = None

    @property
    def path(self) -> str:
        return self.subject.paths[self.page]

    async def walk(self, views: Sequence[dict[str, str]], cpu_s: float = 0.0) -> Block:
        """Go through the views, again and again until the server has used so much CPU time."""
        reruns: list[Rerun] = []
        begun = used = self.subject.server.cpu_s()
        while not reruns or used - begun < cpu_s:
            reruns += [await self.tab.show(self.path, view) for view in views]
            used = self.subject.server.cpu_s()
        return _block(reruns, used - begun)

    async def choose(self) -> Block:
        """Choose two units in the sidebar in turn, first unmeasured."""
        for place in _CHOICES:
            await self.tab.choose(SIDEBAR_CHOICE, place)
        begun = self.subject.server.cpu_s()
        reruns = [await self.tab.choose(SIDEBAR_CHOICE, place) for place in _CHOICES * (len(self.views) // 2 or 1)]
        return _block(reruns, self.subject.server.cpu_s() - begun)


def _block(reruns: Sequence[Rerun], cpu_s: float) -> Block:
    sizes = sum((rerun.sizes for rerun in reruns), Counter[str]())
    walls = tuple(rerun.wall_ms for rerun in reruns)
    return Block(cpu_s * 1000 / len(reruns), walls, tuple(rerun.byte_count for rerun in reruns), sizes)


async def alone(subjects: Sequence[Subject], views: Views, effort: Effort) -> list[PageFigures]:
    """Measure every page with one tab; floors and sizes take turns, so that a busy machine is unfair to none."""
    async with AsyncExitStack() as stack:
        stands = []
        for subject in subjects:
            for page in subject.paths:
                tab = await stack.enter_async_context(Tab(subject.server.port))
                stands.append(_Stand(subject, page, tab, spelled(page, views.known), []))
        for stand in stands:
            await _warm(stand, views)
        for _ in range(effort.rounds):
            for stand in stands:
                stand.blocks.append(await stand.walk(stand.views, effort.block_s))
    return [page_figures(s.subject.server.label, s.page, s.blocks, s.fresh, s.choice) for s in stands]


async def _warm(stand: _Stand, views: Views) -> None:
    await stand.walk(stand.views)
    await stand.walk(stand.views)
    if stand.subject.is_app:
        stand.fresh = await stand.walk(spelled(stand.page, views.unseen))
        stand.choice = await stand.choose()


async def crowd(subject: Subject, page: str, views: Views, effort: Effort) -> Crowd:
    """Let many tabs ask for known views at once, each as soon as it has its answer."""
    known, walls = spelled(page, views.known), list[float]()

    async def read(tab: Tab, place: int) -> None:
        while perf_counter() < until:
            walls.append((await tab.show(subject.paths[page], known[place % len(known)])).wall_ms)
            place += 1

    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(Tab(subject.server.port)) for _ in range(effort.tabs)]
        for place, tab in enumerate(tabs):
            await tab.show(subject.paths[page], known[place % len(known)])
        cpu_s, begun = subject.server.cpu_s(), perf_counter()
        until = begun + effort.crowd_s
        async with asyncio.TaskGroup() as tasks:
            for place, tab in enumerate(tabs):
                tasks.create_task(read(tab, place))
        seconds, cpu_s = perf_counter() - begun, subject.server.cpu_s() - cpu_s
    return Crowd(len(walls) / seconds, percentile(walls, 0.5), percentile(walls, 0.95), cpu_s * 1000 / len(walls))


async def memory(subject: Subject, views: Views, effort: Effort) -> Memory:
    """Open tabs on a server that has drawn every view before, then let them go on and watch its memory."""
    server, samples = subject.server, list[float]()
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(Tab(server.port))
        for _ in range(2):
            await _visit(first, subject, views, len(views.known))
        base = server.rss_mb()
        tabs = [await stack.enter_async_context(Tab(server.port)) for _ in range(effort.tabs)]
        for tab in tabs:
            await _visit(tab, subject, views, 2)
        opened = server.rss_mb()
        paths = list(subject.paths.items())
        for place in range(effort.growth_reruns):
            page, path = paths[place // len(views.known) % len(paths)]
            await tabs[place % len(tabs)].show(path, spelled(page, views.known)[place % len(views.known)])
            if place % max(1, effort.growth_reruns // _SAMPLES) == 0:
                samples.append(server.rss_mb())
    grown = growth(samples) if len(samples) >= 5 else 0.0
    return Memory(server.label, base, (opened - base) / effort.tabs, grown, effort.growth_reruns)


async def _visit(tab: Tab, subject: Subject, views: Views, count: int) -> None:
    for page, path in subject.paths.items():
        for view in spelled(page, views.known)[:count]:
            await tab.show(path, view)


async def cold_start(label: str, script: Path, folder: Path, path: str, view: Mapping[str, str]) -> ColdStart:
    """Start a server and open one page; the folder may hold a store already or not."""
    with serve(label, script, folder) as server:
        return await first_page(server, path, view)


async def first_page(server: Server, path: str, view: Mapping[str, str]) -> ColdStart:
    """Open a page on a server that has only just started."""
    async with Tab(server.port) as tab:
        await tab.show(path, view)
    return ColdStart(server.label, monotonic() - server.started, server.cpu_s())
