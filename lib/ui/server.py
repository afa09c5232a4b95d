"""The server around the script: what is opened before the first reader comes, and the page addresses begin with."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import anyio
import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lib.ui.collector import Upkeep
from lib.ui.routes import PATHS, PRESENTING, SHORT, home

_CONTEXT_LOG = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
_WITH_MAP = {"map_frame", "map_view", "hand_in_map"}
# Without a base address streamlit's front end first looks for its server below the page's own path and logs two errors.
_BASE_ADDRESS = "<script>window.__streamlit = {BACKEND_BASE_URL: window.location.origin}</script>"


@asynccontextmanager
async def warm_up(_: st.App) -> AsyncIterator[None]:
    """Open the store and the boundaries before the first page is asked for."""
    _declare_own_pages()
    # Imported now, and not by the first rerun: what comes after the freeze is walked again by every collection. And
    # not earlier: before the server runs nothing that is cached may be declared. The map's frame is left to the first
    # rerun that draws it, since streamlit takes note of a component only when a rerun declares it.
    names = [name for _, name, _ in iter_modules([str(Path(__file__).parent)]) if name not in _WITH_MAP]
    parts = {name: import_module(f"lib.ui.{name}") for name in names}
    import_module("lib.charts.map")
    await anyio.to_thread.run_sync(parts["cache"].open_everything)
    upkeep = Upkeep()
    upkeep.set_aside()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(upkeep.keep_on)
        yield
        tasks.cancel_scope.cancel()


def _declare_own_pages() -> None:
    """Call `st.navigation` once outside any rerun.

    Until its first call streamlit takes the folder `pages/` for the list of pages and answers the first deep link
    after a start with "page not found". Its remark that no rerun is under way is true and not worth a log line.
    """
    _CONTEXT_LOG.setLevel(logging.ERROR)
    st.navigation([st.Page(home, title="Toàn Cảnh")])
    _CONTEXT_LOG.setLevel(logging.NOTSET)


def page_routes() -> list[Route]:
    """Return a route per page that serves streamlit's own front end with our name, base address and styles."""
    styles = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    index = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    named = index.replace("<title>Streamlit</title>", "<title>Toàn Cảnh</title>").replace('lang="en"', 'lang="vi"')
    page = named.replace("<head>", f"<head>{_BASE_ADDRESS}", 1).replace("</head>", f"<style>{styles}</style></head>", 1)

    async def serve(_: Request) -> HTMLResponse:
        return HTMLResponse(page, headers={"Cache-Control": "no-cache"})

    return [*(Route(f"/{path}", serve) for path in ("", *PATHS.values())), *_presenting_routes()]


def _presenting_routes() -> list[Route]:
    """Return the routes of decks; who answers is imported by the first request, once what is cached may be declared."""
    paths = {
        "shown": f"{PRESENTING}/{{deck_id}}",
        "news": f"{PRESENTING}/{{deck_id}}/moi",
        "lead_on": f"{SHORT}/{{deck_id}}",
    }

    def answered(name: str) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            response: Response = await getattr(import_module("lib.ui.present"), name)(request)
            return response

        return answer

    return [Route(f"/{path}", answered(name)) for name, path in paths.items()]
