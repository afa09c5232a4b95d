"""The fields of a form on something several people may change: what one typed stays, the rest follows the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st


@dataclass(frozen=True)
class Fields:
    """The fields of one form by name; `now` is what stands in the store for each of them."""

    name: str
    now: Mapping[str, Any]

    def key(self, field: str) -> str:
        """Return the key of a field's widget."""
        return f"briefing_field_{self.name}_{field}"

    def fill(self) -> None:
        """Put what stands into every field nobody has typed into; call before the fields are drawn."""
        seen = st.session_state.get(self._seen, {})
        for field, standing in self.now.items():
            key = self.key(field)
            untouched = key not in st.session_state or (field in seen and st.session_state[key] == seen[field])
            if untouched and st.session_state.get(key, _NOTHING) != standing:
                st.session_state[key] = standing
        st.session_state[self._seen] = dict(self.now)

    def typed(self) -> dict[str, Any]:
        """Return what the fields hold."""
        return {field: st.session_state[self.key(field)] for field in self.now}

    def forget(self) -> None:
        """Let the next drawing begin from what stands."""
        for field in self.now:
            st.session_state.pop(self.key(field), None)
        st.session_state.pop(self._seen, None)

    @property
    def _seen(self) -> str:
        return f"briefing_seen_{self.name}"


_NOTHING = object()
