"""The folium map of the country: a still frame that loads our script, and a small element that paints it."""

from dataclasses import dataclass

import folium
from folium.template import Template


@dataclass(frozen=True)
class MapLinks:
    """Where the browser finds Leaflet and our own script and styles."""

    leaflet_js: str
    leaflet_css: str
    map_js: str
    map_css: str


class CountryMap(folium.Map):
    """A map without tiles or outside files; its script never changes, so the browser keeps its frame.

    Made for st_folium, which reads the script and the links itself: nothing is rendered into a page of its own.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = toancanh.start({{ this.get_name()|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, links: MapLinks) -> None:
        super().__init__(location=(15.3, 109.8), zoom_start=5, tiles=None)
        self.default_js = [("leaflet", links.leaflet_js), ("map", links.map_js)]
        self.default_css = [("leaflet_css", links.leaflet_css), ("map_css", links.map_css)]

    def render(self, **kwargs: object) -> str:
        """Leave out folium's page, which would take ten template compilations and is thrown away."""
        return ""


class Paint(folium.FeatureGroup):
    """An empty layer whose script hands a paint (the text of `paint_text`) to the map that is already on screen."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.featureGroup();
            toancanh.paint({{ this.text }});
        {% endmacro %}
        """
    )

    def __init__(self, text: str) -> None:
        super().__init__(control=False)
        self.text = text

    def render(self, **kwargs: object) -> str:
        """Leave out folium's page; it would also read the text as a template."""
        return ""


def build_map(links: MapLinks) -> folium.Map:
    """Return the still part of the map; a new one each time, because st_folium changes the one it gets."""
    return CountryMap(links)


def build_paint(text: str) -> folium.FeatureGroup:
    """Return the changing part of the map for `feature_group_to_add`."""
    return Paint(text)
