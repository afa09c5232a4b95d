"""The fields of a form on something several people may change: what one typed stays, the rest follows the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lib.i18n import Translator
from lib.ui.page_head import literal


@dataclass(frozen=True)
class Fields:
    """The fields of one form by name; `now` is what stands in the store for each of them, `writer` who wrote it."""

    name: str
    now: Mapping[str, Any]
    writer: Callable[[str], str]

    def key(self, field: str) -> str:
        """Return the key of a field's widget."""
        return f"briefing_field_{self.name}_{field}"

    def fill(self) -> None:
        """Put what stands into every field nobody has typed into; call before the fields are drawn.

        Where somebody else has changed what one has typed into, both are kept: what he wrote is told by `tell_other`.
        """
        seen = st.session_state.get(self._seen, {})
        others = dict(st.session_state.get(self._others, {}))
        for field, standing in self.now.items():
            key = self.key(field)
            held = st.session_state.get(key, _NOTHING)
            if held is _NOTHING or held == standing or (field in seen and held == seen[field]):
                others.pop(field, None)
                if held is _NOTHING or held != standing:
                    st.session_state[key] = standing
            elif field in seen and standing != seen[field]:
                others[field] = self.writer(field)
        st.session_state[self._seen], st.session_state[self._others] = dict(self.now), others

    def tell_other(self, field: str, t: Translator, spelled: Callable[[Any], str] = str) -> None:
        """Draw what somebody else wrote into a field that one has typed into; call right under the field."""
        writer = st.session_state.get(self._others, {}).get(field)
        if writer is None:
            return
        wrote = self.now[field]
        emptied = wrote is None or not str(wrote)
        said = (
            t("briefing.other_emptied", actor=writer)
            if emptied
            else t("briefing.other_wrote", actor=writer, wrote=spelled(wrote))
        )
        st.caption(f":material/group: {literal(said)}".replace("\n", "  \n"))

    @property
    def fresh(self) -> bool:
        """Tell whether the fields were not on the screen before."""
        return not any(self.key(field) in st.session_state for field in self.now)

    def typed(self) -> dict[str, Any]:
        """Return what the fields hold."""
        return {field: st.session_state[self.key(field)] for field in self.now}

    def forget(self) -> None:
        """Let the next drawing begin from what stands."""
        for field in self.now:
            st.session_state.pop(self.key(field), None)
        st.session_state.pop(self._seen, None)
        st.session_state.pop(self._others, None)

    @property
    def _seen(self) -> str:
        return f"briefing_seen_{self.name}"

    @property
    def _others(self) -> str:
        return f"briefing_others_{self.name}"


_NOTHING = object()
