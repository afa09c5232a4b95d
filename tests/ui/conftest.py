"""What tests of pages share: the packages that are installed are looked through once, not at every run of a page."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(scope="session", autouse=True)
def installed_packages_stay() -> Iterator[None]:
    """Each `AppTest.run` asks all installed packages for components: eight tenths of its time, always one answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="module")
def own_app(shipped_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The app on a store of this file of tests alone: what they hand in or keep no other page shows. Its folder."""
    folder = tmp_path_factory.mktemp("app")
    shutil.copy(shipped_store, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOAN_CANH_VAR", str(folder))
        st.cache_resource.clear()
        st.cache_data.clear()
        yield folder
    st.cache_resource.clear()
    st.cache_data.clear()
