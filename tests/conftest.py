"""What every test may rely on: figures written by tests go to a folder of their own, never into the project's."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.intake.catalogue import load_catalogue
from lib.intake.gazetteer import load_gazetteer
from lib.model.boundaries import Boundaries
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue
from lib.services.workspace import Workspace, open_workspace
from lib.store.database import FILE_NAME

# A slow machine is no fault of the code: tests never judge by the clock.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

ROOT = Path(__file__).parents[1]
# Set before anything opens a store, and inherited by the servers that browser tests start.
MADE = "" if os.environ.get("TOAN_CANH_TEST_VAR") else tempfile.mkdtemp(prefix="toan-canh-tests-")
os.environ["TOAN_CANH_VAR"] = MADE or os.environ["TOAN_CANH_TEST_VAR"]
os.environ.pop("TOAN_CANH_STORE_URL", None)

# Folders of tests in the order they begin, the long files first, so that both workers of a run end together.
LONG_FIRST = ("browser", "store", "intake", "", "ui", "services", "report", "charts")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long files; within a folder the order stays."""

    def place(item: pytest.Item) -> int:
        folders = item.path.relative_to(ROOT / "tests").parts[:-1]
        folder = folders[0] if folders else ""
        return LONG_FIRST.index(folder) if folder in LONG_FIRST else len(LONG_FIRST)

    items.sort(key=place)


def pytest_unconfigure() -> None:
    """Take away what this process made."""
    if MADE:
        shutil.rmtree(MADE, ignore_errors=True)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that ships."""
    return load_catalogue(ROOT / "data")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """All units, sets and successions."""
    return load_gazetteer(ROOT / "geo")


@pytest.fixture(scope="session")
def boundaries() -> Mapping[str, Boundaries]:
    """The boundaries that ship, of the 63 and of the 34."""
    return {code: load_boundaries(SHIPPED, code) for code in ("63", "34")}


@pytest.fixture(scope="session")
def shipped_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with nothing but what ships, written once for all workers of a run: to be copied, never opened."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shipped"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done" / FILE_NAME).exists():
            open_workspace(ROOT, None, folder / "making").store.close()  # its last connection leaves one file
            (folder / "making").rename(folder / "done")
    return folder / "done" / FILE_NAME


@pytest.fixture(scope="session")
def workspace(shipped_store: Path) -> Workspace:
    """The installation with all shipped figures, in a throw-away SQLite file; nobody writes figures to it."""
    folder = Path(os.environ["TOAN_CANH_VAR"])
    if not (folder / FILE_NAME).exists():
        shutil.copy(shipped_store, folder)
    return open_workspace(ROOT, None, folder)


@pytest.fixture
def office_folder(shipped_store: Path, tmp_path: Path) -> Path:
    """This test's own folder, as it is after a first start: with the store of the shipped figures."""
    shutil.copy(shipped_store, tmp_path)
    return tmp_path


@pytest.fixture
def office(office_folder: Path) -> Iterator[Workspace]:
    """This test's own installation, in `tmp_path`: what it hands in nobody else sees."""
    opened = open_workspace(ROOT, None, office_folder)
    yield opened
    opened.store.close()
