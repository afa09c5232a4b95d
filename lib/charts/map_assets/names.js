// The names over one sheet: units, archipelagos (always), the sea (where there is room). Places come from labels.js.
(function (tc) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const FAMILY = '"Source Sans", system-ui, sans-serif';
  const SEA_POINT = L.latLng(13.55, 112.9);

  // dearest: what the worst place of a name may cost, see labels.js
  tc.fonts = function (size, dearest) {
    const value = Math.max(10, size - 1);
    return {
      size,
      dearest,
      name: `600 ${size}px ${FAMILY}`,
      line: size * 1.16,
      value: `400 ${value}px ${FAMILY}`,
      valueSize: value,
      valueLine: value * 1.16,
      archipelago: `italic 600 ${size}px ${FAMILY}`,
    };
  };

  tc.FAMILY = FAMILY;
  const element = (tc.svg = function (name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    if (text !== undefined) made.textContent = text;
    return made;
  });

  function viewOf(map) {
    const corner = map.containerPointToLayerPoint([0, 0]);
    const size = map.getSize();
    return tc.boxes.grown({ left: corner.x, top: corner.y, right: corner.x + size.x, bottom: corner.y + size.y }, -3);
  }

  // An inset cuts units off at its edge: such a unit is named at the middle of what is seen of it, if there is room.
  function seenPart(shape, terrain, view) {
    if (tc.boxes.within({ left: shape.x, right: shape.x, top: shape.y, bottom: shape.y }, view)) return shape;
    const seen = terrain.seen(shape.id, 4);
    if (!seen.length) return { ...shape, part: true };
    const mean = (key) => seen.reduce((sum, point) => sum + point[key], 0) / seen.length;
    return { ...shape, part: true, x: mean("x"), y: mean("y"), box: tc.bounding(seen) };
  }

  tc.Names = class {
    constructor(sheet) {
      this.map = sheet.map;
      this.svg = element("svg", { class: "tc-names", width: 1, height: 1, "aria-hidden": "true" });
      this.map.getPane("tc-labels").appendChild(this.svg);
      this.drawn = [];
      this.map.on("zoomstart", () => this.svg.classList.add("tc-away"));
      this.map.on("move", () => this.hideCut());
    }

    // options: fonts; obstacles (boxes in container px); elsewhere (areas named in an inset); values (wanted or not);
    // frames (of the archipelagos, on the country); inset (true on an inset)
    place(paint, places, options) {
      const view = viewOf(this.map);
      const offset = this.map.containerPointToLayerPoint([0, 0]);
      const taken = options.obstacles.map((box) => ({
        left: box.left + offset.x, right: box.right + offset.x, top: box.top + offset.y, bottom: box.bottom + offset.y,
      }));
      const fixed = options.frames ? this.archipelagoNames(paint, view, taken, options) : [];
      taken.push(...fixed.flatMap((name) => [name.box, name.outline]));
      const shapes = tc.shapesOf(this.map, places);
      const terrain = new tc.Terrain(shapes, view);
      const items = this.items(paint, shapes, options, (shape) => seenPart(shape, terrain, view));
      const names = this.placed(items, terrain, taken, view, options.fonts);
      if (options.values) tc.addValues(names, terrain, taken, view, options.fonts);
      const sea = options.frames ? this.seaName(paint, view, [...taken, ...names.map((name) => name.box)]) : [];
      this.draw([...fixed, ...sea, ...names.map((name) => this.styled(name, paint))], options.fonts);
      return names.filter((name) => !name.item.shape.part).map((name) => name.item.area);
    }

    // Another indicator or period changes values, not names: their places are kept while nothing they need changes.
    placed(items, terrain, taken, view, fonts) {
      const needed = items.map(({ area, name, onlyInside, first }) => [area, name, onlyInside, first]);
      const key = JSON.stringify([needed, taken, view, fonts, items.map(({ shape }) => shape.x)]);
      if (key !== this.key) this.kept = tc.placeNames(items, terrain, taken, view, fonts);
      this.key = key;
      const current = new Map(items.map((item) => [item.area, item]));
      return this.kept.map((name) => ({ ...name, item: { ...current.get(name.item.area), places: name.item.places } }));
    }

    items(paint, shapes, options, seen) {
      const painted = shapes.filter((shape) => paint.areas[shape.area]);
      const here = options.inset ? painted.map(seen) : painted;
      return here.map((shape) => {
        const { label, figure } = paint.areas[shape.area];
        const twice = options.elsewhere.has(shape.area);
        return {
          area: shape.area,
          name: label,
          value: twice ? "" : figure,
          shape,
          size: shape.size,
          onlyInside: twice || Boolean(shape.part),
          first: shape.area === paint.focus,
        };
      });
    }

    // A name standing on its own unit takes the ink of the fill; one that reaches beyond takes the ink of the ground.
    styled(name, paint) {
      const area = paint.areas[name.item.area];
      const onFill = area.fill && name.own >= 8;
      return {
        ...name,
        area: name.item.area,
        className: name.item.first ? "tc-name tc-focus" : "tc-name",
        ink: onFill ? area.ink : paint.ground.ink,
        halo: onFill ? area.fill : area.fill ? paint.ground.casing : paint.ground.blank,
      };
    }

    // Always named: at its own place if that is free, else where the nearest free place within the view is.
    archipelagoNames(paint, view, taken, { fonts, frames }) {
      return frames.features.filter((feature) => paint.frames[feature.properties.ref_area]).flatMap((feature) => {
        const corners = feature.geometry.coordinates[0].map(([lon, lat]) => this.map.latLngToLayerPoint([lat, lon]));
        const outline = tc.bounding(corners);
        if (!tc.boxes.meet(outline, view)) return [];
        const name = paint.frames[feature.properties.ref_area];
        const at = name.indexOf(" (");
        const lines = at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
        const size = tc.textSize(lines, fonts.archipelago, fonts.line);
        const anchor = this.map.latLngToLayerPoint([feature.properties.lat, feature.properties.lon]);
        const box = tc.freeBox(anchor, size, view, taken);
        const { ink, sea } = paint.ground;
        return [{ lines, box, outline, className: "tc-archipelago", ink, halo: sea }];
      });
    }

    seaName(paint, view, taken) {
      const { x, y } = this.map.latLngToLayerPoint(SEA_POINT);
      const box = tc.boxes.boxAround(x, y, { w: paint.words.sea.length * 15, h: 24 });
      const free = tc.boxes.within(box, view) && !taken.some((other) => tc.boxes.meet(box, other));
      if (!paint.words.sea || !free) return [];
      return [{ lines: [paint.words.sea], box, className: "tc-sea", ink: paint.ground.line, halo: paint.ground.sea }];
    }

    draw(names, fonts) {
      this.drawn = names.map((name) => ({ box: name.box, node: this.node(name, fonts) }));
      this.svg.replaceChildren(...this.drawn.map((entry) => entry.node));
      this.svg.classList.remove("tc-away");
    }

    node(name, fonts) {
      const group = element("g", { class: name.className, fill: name.ink, stroke: name.halo });
      if (name.area) group.dataset.area = name.area;
      const x = (name.box.left + name.box.right) / 2;
      name.lines.forEach((line, row) => {
        const y = name.box.top + (row + 0.8) * fonts.line;
        group.append(element("text", { x, y, "font-size": name.className === "tc-sea" ? 17 : fonts.size }, line));
      });
      if (name.value) {
        const y = name.box.top + name.lines.length * fonts.line + 0.8 * fonts.valueLine;
        group.append(element("text", { x, y, "font-size": fonts.valueSize, class: "tc-value" }, name.value));
      }
      return group;
    }

    hideCut() {
      const view = viewOf(this.map);
      this.drawn.forEach(({ box, node }) => (node.style.visibility = tc.boxes.within(box, view) ? "" : "hidden"));
    }
  };
})((window.toancanh = window.toancanh || {}));
