// One drawn map of the units (the country or an inset): panes, polygons, archipelago frames, outlines, repainting.
(function (tc) {
  "use strict";

  const PANES = { shore: 380, coast: 390, units: 400, signs: 410, frames: 420, over: 430, outline: 450, labels: 620 };
  const ISLET = 0.02; // square degrees; smaller rings within an archipelago's frame are symbols with their own outline
  const HATCH = "url(#tc-hatch)";

  function ringArea(ring) {
    let twice = 0;
    for (let at = 0, last = ring.length - 1; at < ring.length; last = at++) {
      twice += (ring[last][0] - ring[at][0]) * (ring[last][1] + ring[at][1]);
    }
    return Math.abs(twice / 2);
  }

  function outerRings(geometry) {
    return geometry.type === "Polygon" ? [geometry.coordinates[0]] : geometry.coordinates.map((polygon) => polygon[0]);
  }

  // What labels need to know of every unit: its label point, its largest ring and how large that is.
  tc.places = function (units) {
    return units.features.map((feature) => {
      const rings = outerRings(feature.geometry);
      const areas = rings.map(ringArea);
      const largest = areas.indexOf(Math.max(...areas));
      const { ref_area: area, lon, lat } = feature.properties;
      const ring = rings[largest].map(([x, y]) => L.latLng(y, x));
      return { area, point: L.latLng(lat, lon), ring, size: areas[largest] };
    });
  };

  // The rings of one unit that lie in its archipelago frame, as a feature of their own.
  function islets(boundaries) {
    const units = new Map(boundaries.units.features.map((unit) => [unit.properties.ref_area, unit]));
    const framed = boundaries.frames.features.filter((frame) => units.has(frame.properties.ref_area));
    const features = framed.map((frame) => {
      const unit = units.get(frame.properties.ref_area);
      const outline = L.latLngBounds(frame.geometry.coordinates[0].map(([lon, lat]) => [lat, lon]));
      const inside = outerRings(unit.geometry).filter(([[lon, lat]]) => outline.contains([lat, lon]));
      const coordinates = inside.filter((ring) => ringArea(ring) < ISLET).map((ring) => [ring]);
      return { type: "Feature", properties: frame.properties, geometry: { type: "MultiPolygon", coordinates } };
    });
    return { type: "FeatureCollection", features };
  }

  // The land of a set as lines to lie over another one: its islets would be nothing but blots.
  function mainland(units) {
    const features = units.features.map((unit) => {
      const coordinates = outerRings(unit.geometry).filter((ring) => ringArea(ring) >= ISLET).map((ring) => [ring]);
      return { type: "Feature", properties: unit.properties, geometry: { type: "MultiPolygon", coordinates } };
    });
    return { type: "FeatureCollection", features };
  }

  // Hatched: no value. One pattern in the document serves every drawing in it.
  function addHatch() {
    if (document.getElementById("tc-hatch")) return;
    const holder = document.createElement("div");
    holder.innerHTML = `<svg width="0" height="0" style="position:absolute" aria-hidden="true">
      <pattern id="tc-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="var(--blank)"/><path d="M0 0V6" stroke="var(--hatch)" stroke-width="2.4"/>
      </pattern></svg>`;
    document.body.append(holder);
  }

  tc.HATCH = HATCH;

  // Dotted: an estimate. Dots in the ink of the fill they lie on, so they are seen on every class and in grey print.
  const dots = (tc.dots = function (ink) {
    const id = `tc-dots-${ink.slice(1)}`;
    if (!document.getElementById(id)) {
      const holder = document.createElement("div");
      holder.innerHTML = `<svg width="0" height="0" style="position:absolute" aria-hidden="true">
        <pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <circle cx="4" cy="4" r="1.1" fill="${ink}" fill-opacity="0.45"/>
        </pattern></svg>`;
      document.body.append(holder);
    }
    return `url(#${id})`;
  });

  function addPanes(map) {
    const renderers = {};
    Object.entries(PANES).forEach(([name, order]) => {
      const pane = map.createPane(`tc-${name}`);
      pane.style.zIndex = order;
      if (name !== "units" && name !== "frames") pane.style.pointerEvents = "none";
      renderers[name] = L.svg({ pane: `tc-${name}`, padding: 0.5 });
    });
    return renderers;
  }

  function listen(layer, area, on) {
    layer.on({
      mouseover: (event) => on.enter(area, event.originalEvent),
      mousemove: (event) => on.enter(area, event.originalEvent),
      mouseout: () => on.leave(area),
      click: (event) => on.click(area, event.originalEvent),
    });
  }

  tc.Sheet = class {
    constructor(map, on) {
      this.map = map;
      this.on = on;
      this.outlines = {};
      addHatch();
      this.renderers = addPanes(map);
    }

    // smoothFactor 0: Leaflet would thin each unit's ring on its own and leave slivers between neighbours
    layer(pane, collection, options) {
      const shared = { pane: `tc-${pane}`, renderer: this.renderers[pane], smoothFactor: 0 };
      return L.geoJSON(collection, { ...shared, bubblingMouseEvents: false, ...options }).addTo(this.map);
    }

    draw(boundaries, over) {
      const old = [this.shore, this.coast, this.units, this.frames, this.islets, this.casing, this.over];
      old.forEach((layer) => layer && layer.remove());
      ["hover", "focus"].forEach((kind) => this.outline(kind, ""));
      const line = { interactive: false, fill: false };
      this.shore = this.layer("shore", boundaries.units, { ...line, weight: 8 });
      this.coast = this.layer("coast", boundaries.units, { ...line, weight: 2.2 });
      this.byArea = {};
      const listening = (feature, layer) => listen(layer, feature.properties.ref_area, this.on);
      this.units = this.layer("units", boundaries.units, {
        weight: 0.7,
        fillOpacity: 1,
        className: "tc-unit",
        onEachFeature: (feature, layer) => {
          this.byArea[feature.properties.ref_area] = layer;
          listening(feature, layer);
        },
      });
      this.frames = this.layer("frames", boundaries.frames, {
        weight: 1.1,
        dashArray: "5 4",
        fillOpacity: 0.14,
        className: "tc-frame",
        onEachFeature: listening,
      });
      const symbol = { weight: 0.9, fillOpacity: 1, className: "tc-frame", onEachFeature: listening };
      this.islets = this.layer("frames", islets(boundaries), symbol);
      const lines = over ? mainland(over.units) : { type: "FeatureCollection", features: [] };
      this.casing = this.layer("over", lines, { ...line, weight: 3.4, className: "tc-casing" });
      this.over = this.layer("over", lines, { ...line, weight: 1.5, className: "tc-over" });
    }

    repaint(paint) {
      const { ground } = paint;
      this.ground = ground;
      this.shore.setStyle({ color: ground.shore });
      this.coast.setStyle({ color: ground.line });
      const fill = (area) => (paint.areas[area] && paint.areas[area].fill) || HATCH;
      Object.entries(this.byArea).forEach(([area, layer]) => {
        layer.setStyle({ fillColor: fill(area), color: fill(area) === HATCH ? ground.hatch : ground.border });
        const faded = Boolean(paint.areas[area] && paint.areas[area].css === "faded");
        if (layer.getElement()) layer.getElement().classList.toggle("tc-faded", faded);
      });
      const archipelago = (layer) =>
        layer.setStyle({ fillColor: fill(layer.feature.properties.ref_area), color: ground.muted });
      [this.frames, this.islets].forEach((group) => group.eachLayer(archipelago));
      this.casing.setStyle({ color: ground.casing });
      this.over.setStyle({ color: ground.ink });
      this.sign(paint);
      this.outline("focus", paint.focus, ...paint.beside);
    }

    // A second polygon over each estimate bears the dots; it neither listens nor has a line.
    sign(paint) {
      if (this.signs) this.signs.remove();
      const dotted = (area) => paint.areas[area] && paint.areas[area].fill && paint.areas[area].css === "estimated";
      const features = Object.keys(this.byArea).filter(dotted).map((area) => this.byArea[area].feature);
      const style = (feature) => ({ fillColor: dots(paint.areas[feature.properties.ref_area].ink) });
      const options = { interactive: false, stroke: false, fillOpacity: 1, className: "tc-sign", style };
      this.signs = this.layer("signs", { type: "FeatureCollection", features }, options);
    }

    // Lines of the unit drawn again above everything: a pale casing and the line itself.
    outline(kind, ...areas) {
      if (this.outlines[kind]) this.outlines[kind].eachLayer((layer) => layer.remove());
      delete this.outlines[kind];
      const shape = areas.filter((area) => this.byArea && this.byArea[area]).map((area) => this.byArea[area].feature);
      if (!shape.length) return;
      const { accent, ink, casing } = this.ground;
      const line = kind === "focus" ? { color: accent, weight: 2.6 } : { color: ink, weight: 1.8 };
      const options = { interactive: false, fill: false };
      const under = this.layer("outline", shape, { ...options, color: casing, weight: line.weight + 2.6 });
      const over = this.layer("outline", shape, { ...options, ...line });
      this.outlines[kind] = L.layerGroup([under, over]);
    }

    dimAllBut(keeps) {
      const dim = (area, layer) => {
        if (layer.getElement()) layer.getElement().classList.toggle("tc-dim", Boolean(keeps) && !keeps(area));
      };
      Object.entries(this.byArea).forEach(([area, layer]) => dim(area, layer));
      if (this.signs) this.signs.eachLayer((layer) => dim(layer.feature.properties.ref_area, layer));
    }
  };
})((window.toancanh = window.toancanh || {}));
