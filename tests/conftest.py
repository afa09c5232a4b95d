"""What every test may rely on: figures written by tests go to a folder of their own, never into the project's."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lib.intake.catalogue import load_catalogue
from lib.intake.gazetteer import load_gazetteer
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue
from lib.services.workspace import Workspace, open_workspace

# A slow machine is no fault of the code: tests never judge by the clock.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

ROOT = Path(__file__).parents[1]
# Set before anything opens a store, and inherited by the servers that browser tests start.
os.environ["TOAN_CANH_VAR"] = os.environ.get("TOAN_CANH_TEST_VAR") or tempfile.mkdtemp(prefix="toan-canh-tests-")
os.environ.pop("TOAN_CANH_STORE_URL", None)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that ships."""
    return load_catalogue(ROOT / "data")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """All units, sets and successions."""
    return load_gazetteer(ROOT / "geo")


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    """The installation with all shipped figures, in a throw-away SQLite file."""
    return open_workspace(ROOT, None, Path(os.environ["TOAN_CANH_VAR"]))
