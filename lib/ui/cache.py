"""Everything that is kept between reruns: bounded, keyed by the store's version, frames handed out as copies."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pandas as pd
import streamlit as st

from lib.i18n import translator
from lib.intake.boundaries import SHIPPED, load_boundaries, load_own_boundaries
from lib.model.boundaries import Boundaries
from lib.model.words import Language
from lib.report.sentences import dated_name
from lib.services.configuration import HandInRules, hand_in_rules, own_boundaries, store_url, var_folder
from lib.services.coverage import Coverage
from lib.services.desk import Desk, DeskError
from lib.services.map_content import POLYGON_SETS
from lib.services.questions import Question
from lib.services.reader import Reader
from lib.services.restating import restated_figures
from lib.services.tables import change_table
from lib.services.territories import territories
from lib.services.workspace import Workspace, open_workspace

ROOT = Path(__file__).parents[2]


# A drawing that depends on nothing but its key is replayed as it was sent; its arguments with `_` are not looked at.
replayed = st.cache_data(max_entries=256, show_spinner=False)
# The same for a value that is never changed by anybody, such as a painted map.
kept = st.cache_resource(max_entries=256, show_spinner=False)


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """Open the installation once per server process."""
    return open_workspace(ROOT, store_url(ROOT), var_folder(ROOT))


@st.cache_resource(show_spinner=False)
def boundaries() -> Mapping[str, Boundaries]:
    """Load the boundaries of both unit sets once per server process, an administrator's own file before ours."""
    shipped = {unit_set: load_boundaries(SHIPPED, unit_set) for unit_set in POLYGON_SETS}
    gazetteer = workspace().gazetteer
    own = {
        unit_set: load_own_boundaries(file.path, file.code_column, gazetteer, unit_set)
        for unit_set, file in own_boundaries(ROOT).items()
    }
    return shipped | own


@st.cache_resource(show_spinner=False)
def territory_names(language: Language) -> Mapping[str, str]:
    """Return the units a reader can choose from, id → name with its years, in the order of the choice."""
    gazetteer = workspace().gazetteer
    t = translator(language)
    return {area: dated_name(gazetteer.unit(area), gazetteer, t, always=True) for area in territories(gazetteer)}


@st.cache_resource(show_spinner=False)
def rules() -> HandInRules:
    """Return what may be handed in; read once per server process."""
    return hand_in_rules(ROOT)


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """Open the place where files wait for their confirmation, and clear away what has waited too long."""
    opened = Desk(var_folder(ROOT) / "handed-in")
    with suppress(DeskError):  # a folder nobody may write to is told when a file is handed in
        opened.sweep(rules().keep)
    return opened


@st.cache_resource(show_spinner=False)
def reader() -> Reader:
    """Return the one reader of this server process."""
    return Reader(workspace(), desk(), rules().limits)


def open_everything() -> None:
    """Open what the first page will need."""
    workspace()
    boundaries()
    coverage(version())


def version() -> int:
    """Return the store's version, the key of everything cached below."""
    return workspace().store.version()


@st.cache_resource(max_entries=2, show_spinner=False)
def coverage(version: int) -> Coverage:
    """Return which figures there are; immutable, so shared."""
    return workspace().coverage()


@st.cache_data(max_entries=64, show_spinner=False)
def observations(version: int, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Return the current observations of some indicators."""
    return workspace().store.series(list(indicators))


@st.cache_data(max_entries=256, show_spinner=False, hash_funcs={Question: Question.spelled})
def changes(version: int, question: Question) -> pd.DataFrame:
    """Return the change table of a question."""
    code = question.indicator.code
    if question.restated:
        return change_table(restated(version, code, question.now.unit_set), question, workspace())
    return change_table(observations(version, (code,)), question, workspace())


@st.cache_data(max_entries=64, show_spinner=False)
def restated(version: int, indicator: str, unit_set: str) -> pd.DataFrame:
    """Return one indicator restated on the units of a set."""
    return restated_figures(indicator, unit_set, workspace())
