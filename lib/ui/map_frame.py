"""The map on a Streamlit page: serves Leaflet, our script and boundaries, calls st_folium, tells what was chosen."""

import getpass
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

from lib.charts.map import MapLinks, build_map, build_paint
from lib.charts.map_files import publish_assets, publish_boundaries
from lib.charts.map_paint import MapPaint, paint_text
from lib.model.boundaries import Boundaries


@dataclass(frozen=True)
class Pointed:
    """What the user has just chosen on a map: a unit, or another look of the map (empty: by its borders)."""

    ref_area: str = ""
    look: str | None = None


def show_map(
    paint: MapPaint, boundaries: Boundaries, *, key: str, height: int, outlines: Boundaries | None = None
) -> Pointed | None:
    """Draw the map and return what the user has just chosen on it, once per click, else None.

    `key` keeps the frame while paint, language, theme or unit set change; `height` is in CSS pixels; the lines of the
    units of `outlines` are drawn over the painted ones.
    """
    links = _served_links()
    text = paint_text(paint, _boundaries_url(boundaries), _boundaries_url(outlines) if outlines else "")
    st_folium(
        build_map(links),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        render=False,
        feature_group_to_add=build_paint(text),
    )
    # st_folium leaves the component's value under `key` only in the run that a click has caused
    clicked: dict[str, Any] | None = st.session_state.pop(key, None)
    return Pointed(clicked.get("ref_area", ""), clicked.get("look")) if clicked else None


@cache
def _served_links() -> MapLinks:
    declare_component("leaflet", path=leaflet.BASE_DIR)
    declare_component("files", path=str(_served_folder()))
    script, styles = publish_assets(_served_folder())
    return MapLinks(
        _url("leaflet", "leaflet.js"), _url("leaflet", "leaflet.css"), _url("files", script), _url("files", styles)
    )


@cache
def _boundaries_url(boundaries: Boundaries) -> str:
    return _url("files", publish_boundaries(boundaries, _served_folder()))


@cache
def _served_folder() -> Path:
    owner = os.getuid() if hasattr(os, "getuid") else None
    folder = Path(tempfile.gettempdir()) / f"toan-canh-{owner or getpass.getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    # a folder or link that somebody else has put there first must not choose what we serve
    if owner is not None and folder.lstat().st_uid != owner:
        return Path(tempfile.mkdtemp(prefix="toan-canh-"))
    return folder


def _url(component: str, name: str) -> str:
    # relative to the frame of st_folium, so that an address prefix of the server stays in front
    return f"../{__name__}.{component}/{name}"
