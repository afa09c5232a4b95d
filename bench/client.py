"""One browser tab as the server sees it: Streamlit's protobuf over its websocket, and what came of every rerun."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE_S = 60
_ENDED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
_CHOICES = ("selectbox", "button_group")


class RerunError(Exception):
    """A rerun that did not end well: an exception on the page, an unknown page, no answer, a lost connection."""


@dataclass
class Rerun:
    """What one rerun sent to the tab: time from asking to `script_finished`, bytes by kind of message."""

    wall_ms: float = 0.0
    message_count: int = 0
    sizes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def byte_count(self) -> int:
        """All bytes received."""
        return self.sizes.total()


class Tab:
    """A tab on one server. Keeps what a browser keeps: address, page, cached messages, the widgets it may use.

    Unlike a browser it sends the state of a widget only when it uses it, and fetches no files.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._query: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        self._page_hash = ""
        self._widgets: dict[str, tuple[str, Sequence[str]]] = {}
        self._messages: dict[str, int] = {}
        self._most_reruns_kept = 2
        self._connection: ClientConnection | None = None

    async def __aenter__(self) -> "Tab":
        address = f"ws://127.0.0.1:{self._port}/_stcore/stream"
        self._connection = await connect(
            address,
            origin=f"http://127.0.0.1:{self._port}",  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            compression=None,
            ping_interval=None,
            proxy=None,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def show(self, page: str, view: Mapping[str, str]) -> Rerun:
        """Open the address of a page with a view: as a link inside the app, or as the first thing the tab does."""
        self._query = dict(view)
        self._page_hash = self._pages.get(page, self._page_hash)
        return await self._rerun(page_name="" if self._pages else page)

    async def choose(self, key: str, visit: int) -> Rerun:
        """Choose an option of the select box whose key begins so, another one for every `visit`."""
        found = [name for name in self._widgets if name.startswith(key)]
        if not found:
            raise RerunError(f"no widget {key!r} on the page; there are {sorted(self._widgets)}")
        widget, options = self._widgets[found[0]]
        return await self._rerun(WidgetState(id=widget, string_value=options[visit % len(options)]))

    async def _rerun(self, state: WidgetState | None = None, page_name: str = "") -> Rerun:
        assert self._connection is not None
        asked = BackMsg()
        rerun = asked.rerun_script
        rerun.query_string, rerun.page_script_hash, rerun.page_name = urlencode(self._query), self._page_hash, page_name
        rerun.cached_message_hashes.extend(self._messages)
        rerun.context_info.timezone, rerun.context_info.locale = "Asia/Ho_Chi_Minh", "vi-VN"
        rerun.context_info.url = f"http://127.0.0.1:{self._port}/"
        if state is not None:
            rerun.widget_states.widgets.append(state)
        seen = Rerun()
        begun = perf_counter()
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._connection.send(asked.SerializeToString())
                while not self._ends(await self._connection.recv(decode=False), seen):
                    pass
        except TimeoutError as error:
            raise RerunError(f"no end of the rerun after {PATIENCE_S} s: {page_name} {self._query}") from error
        seen.wall_ms = (perf_counter() - begun) * 1000
        if seen.faults:
            raise RerunError(f"{self._query}: {'; '.join(seen.faults)}")
        self._forget_old_messages()
        return seen

    def _ends(self, received: bytes, seen: Rerun) -> bool:
        """Take one message in and tell whether it is the last of its rerun."""
        message = ForwardMsg.FromString(received)
        kind = message.WhichOneof("type") or ""
        seen.message_count += 1
        seen.sizes[_kind(message, kind)] += len(received)
        seen.faults += _faults(message, kind)
        self._keep(message, kind, seen)
        if kind == "delta":
            self._find_choices(message.delta.new_element)
        return kind == "script_finished" and message.script_finished in _ENDED

    def _keep(self, message: ForwardMsg, kind: str, seen: Rerun) -> None:
        if message.metadata.cacheable:
            self._messages[message.hash] = 0
        if kind == "ref_hash":
            if message.ref_hash not in self._messages:
                seen.faults.append("the server refers to a message this tab never had")
            self._messages[message.ref_hash] = 0
        elif kind == "new_session":
            self._most_reruns_kept = message.new_session.config.max_cached_message_age
            self._page_hash = message.new_session.page_script_hash
        elif kind == "navigation":
            self._pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            self._page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = dict(parse_qsl(message.page_info_changed.query_string))

    def _find_choices(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind in _CHOICES:
            widget = element.selectbox if kind == "selectbox" else element.button_group
            self._widgets[widget.id.rsplit("-", 1)[-1]] = (widget.id, list(widget.options))

    def _forget_old_messages(self) -> None:
        self._messages = {name: age + 1 for name, age in self._messages.items() if age < self._most_reruns_kept}


def _kind(message: ForwardMsg, kind: str) -> str:
    if kind != "delta":
        return kind
    element = message.delta.new_element.WhichOneof("type")
    return element or f"block {message.delta.add_block.WhichOneof('type') or ''}".strip()


def _faults(message: ForwardMsg, kind: str) -> list[str]:
    """Tell what makes a rerun a failure: Streamlit goes on, the bench must not."""
    element = message.delta.new_element
    if kind == "delta" and element.WhichOneof("type") == "exception" and not element.exception.is_warning:
        return [f"{element.exception.type}: {element.exception.message}"[:300]]
    if kind == "delta" and element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR:
        return [f"error box: {element.alert.body}"[:300]]
    if kind == "page_not_found":
        return [f"no page {message.page_not_found.page_name!r}"]
    if kind == "session_event" and message.session_event.WhichOneof("type") == "script_compilation_exception":
        return [f"does not compile: {message.session_event.script_compilation_exception.message}"[:300]]
    if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
        return ["ended with a compile error"]
    return []
