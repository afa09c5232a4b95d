// The map as equal tiles: one per unit, both archipelagos at sea; pointed at, chosen and walked like the map itself.
(function (tc) {
  "use strict";

  const LARGEST = 16; // px, the type of a name
  const LEAST = 11; // px, the least of an archipelago's name on its tile; else it stands under it
  const LINE = 1.05; // of the size: from one line to the next
  const height = (rows) => (rows - 1) * LINE + 0.96;

  // Every way to break a text into at most four lines.
  function breaks(text) {
    const words = text.split(" ");
    const ways = Array.from({ length: 2 ** (words.length - 1) }, (_, way) =>
      words.slice(1).reduce((set, word, at) => (way & (1 << at) ? `${set}\n${word}` : `${set} ${word}`), words[0])
    );
    return ways.map((way) => way.split("\n")).filter((lines) => lines.length <= 4);
  }

  // The name of an archipelago, with the unit it belongs to on lines of its own.
  function frameBreaks(name) {
    const at = name.indexOf(" (");
    const [whole, owner] = at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at + 1)];
    const longest = (lines) => Math.max(...lines.map((line) => line.length));
    const even = breaks(whole).filter((lines) => lines.length === 2).sort((a, b) => longest(a) - longest(b))[0];
    const owners = owner ? breaks(owner).filter((lines) => lines.length < 3 && lines[0].length > 5) : [[]];
    return [[whole], ...(even ? [even] : [])].flatMap((lines) => owners.map((more) => [...lines, ...more]));
  }

  // The lines of a text that may be written largest in a box; under them one more line, the value.
  function largest(sets, value, box, style, most = LARGEST) {
    const width = (line, weight) => tc.textWidth(line, `${weight} 10px ${tc.FAMILY}`) / 10;
    const [wide, high] = [0.97 * (box.right - box.left), 0.9 * (box.bottom - box.top)];
    const fits = sets.map((lines) => {
      const widths = [...lines.map((line) => width(line, style)), value ? 0.94 * width(value, "400") : 0];
      const size = Math.min(wide / Math.max(...widths), high / height(lines.length + (value ? 1 : 0)), most);
      return { lines, value, size };
    });
    return fits.sort((a, b) => b.size - a.size || a.lines.length - b.lines.length)[0];
  }

  function write(group, set, box, look) {
    const x = look.under ? box.right : (box.left + box.right) / 2;
    const rows = [...set.lines.map((line) => [line, ""]), ...(set.value ? [[set.value, "tc-value"]] : [])];
    const top = look.under ? box.top : (box.top + box.bottom - height(rows.length) * set.size) / 2;
    const made = rows.map(([line, name], at) => {
      const y = top + (at * LINE + 0.76) * set.size;
      const size = name ? 0.94 * set.size : set.size;
      return tc.svg("text", { x, y, "font-size": size, class: name }, line);
    });
    group.setAttribute("class", look.under ? `${look.name} tc-under` : look.name);
    group.setAttribute("fill", look.ink);
    group.setAttribute("stroke", look.halo);
    group.replaceChildren(...made);
  }

  function stand(rect, box) {
    const sides = { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
    Object.entries(sides).forEach(([name, value]) => rect.setAttribute(name, value));
  }

  // Bears what the map's own drawing bears: byArea for the keys, outline, dimAllBut.
  tc.Tiles = class {
    constructor(on) {
      this.on = on;
      this.root = tc.svg("svg", { class: "tc-tiles" });
      this.texts = tc.svg("g", { class: "tc-names" });
      this.lines = tc.svg("g", {});
      document.body.append(this.root);
      this.byArea = {};
      this.places = [];
    }

    repaint(paint) {
      const { tiles: grid, ground } = paint;
      const spelled = JSON.stringify(grid);
      if (spelled !== this.spelled) this.build(grid);
      this.spelled = spelled;
      this.paint = paint;
      Object.entries(this.units).forEach(([area, { rect, dots }]) => {
        const { fill, ink, css } = paint.areas[area] || {};
        rect.setAttribute("fill", fill || tc.HATCH);
        rect.setAttribute("stroke", fill ? ground.border : ground.hatch);
        rect.classList.toggle("tc-faded", css === "faded");
        dots.setAttribute("fill", fill && css === "estimated" ? tc.dots(ink) : "none");
      });
      Object.entries(this.frames).forEach(([area, { rect }]) => {
        rect.setAttribute("fill", (paint.areas[area] && paint.areas[area].fill) || tc.HATCH);
        rect.setAttribute("stroke", ground.muted);
      });
      this.outline("focus", paint.focus, ...paint.beside);
    }

    build(grid) {
      this.grid = grid;
      const made = (pairs, name) => Object.fromEntries(Object.keys(pairs).map((area) => [area, this.tile(area, name)]));
      this.units = made(grid.units, "tc-unit");
      this.frames = made(grid.archipelagos, "tc-frame");
      this.sea = tc.svg("g", { class: "tc-sea" });
      const all = [...Object.values(this.units), ...Object.values(this.frames)];
      this.texts.replaceChildren(...all.map((tile) => tile.text), this.sea);
      this.root.replaceChildren(...all.flatMap((tile) => [tile.rect, tile.dots]), this.lines, this.texts);
      this.byArea = Object.fromEntries(
        Object.entries(this.units).map(([area, { rect }]) => [area, { getElement: () => rect }])
      );
      const places = Object.entries(grid.units);
      this.places = places.map(([area, [row, column]]) => ({ area, point: { lng: column, lat: -row } }));
    }

    tile(area, name) {
      const rect = tc.svg("rect", { class: name, "data-area": area });
      rect.addEventListener("mouseover", (event) => this.on.enter(area, event));
      rect.addEventListener("mousemove", (event) => this.on.enter(area, event));
      rect.addEventListener("mouseout", () => this.on.leave(area));
      rect.addEventListener("click", (event) => this.on.click(area, event));
      return { rect, dots: tc.svg("rect", { class: "tc-sign", fill: "none" }), text: tc.svg("g", {}) };
    }

    stand({ cells }) {
      this.cells = cells;
      const place = (tiles, at) => Object.entries(tiles).forEach(([area, { rect, dots }]) => {
        [rect, dots].forEach((part) => stand(part, tc.tileBox(cells, at[area])));
      });
      place(this.units, this.grid.units);
      place(this.frames, this.grid.archipelagos);
      Object.entries(this.outlined || {}).forEach(([kind, areas]) => this.outline(kind, ...areas));
    }

    name() {
      const { areas, ground, frames, focus } = this.paint;
      const usual = this.usualSize();
      Object.entries(this.units).forEach(([area, { text }]) => {
        const { label, figure, fill, ink } = areas[area];
        const box = this.box(area);
        const look = { ink: fill ? ink : ground.ink, halo: fill || ground.blank };
        const name = area === focus ? "tc-focus" : "";
        write(text, largest(breaks(label), figure, box, "600", usual), box, { name, ...look });
      });
      Object.entries(this.frames).forEach(([area, { text }]) => this.nameFrame(text, frames[area] || "", area));
      this.nameSea();
    }

    // What three quarters of the names can be written in: a map in one size, and smaller only what is long.
    usualSize() {
      const { areas } = this.paint;
      const all = Object.keys(this.units).map((area) => {
        const { label, figure } = areas[area];
        return largest(breaks(label), figure, this.box(area), "600").size;
      });
      return all.sort((a, b) => a - b)[Math.floor(all.length / 4)];
    }

    // Between the archipelagos, where there is room.
    nameSea() {
      const { ground, words } = this.paint;
      const [first, last] = Object.keys(this.frames).map((area) => this.frameBox(area)).sort((a, b) => a.top - b.top);
      const middle = (first.bottom + last.top) / 2 + 0.5 * this.cells.h;
      const left = last.right - words.sea.length * 13;
      const room = { left, right: last.right, top: middle - 12, bottom: middle + 12 };
      const free = Object.keys(this.units).every((area) => !tc.boxes.meet(this.box(area), room));
      const set = { lines: free ? [words.sea] : [], size: 15 };
      write(this.sea, set, room, { name: "tc-sea", ink: ground.line, halo: "none" });
    }

    // On its tile where it can be read there, else under it, as wide as the open sea beside the last column.
    nameFrame(text, name, area) {
      const { ink, sea } = this.paint.ground;
      const box = this.frameBox(area);
      const look = { name: "tc-archipelago", ink, halo: sea };
      const inside = largest(frameBreaks(name), "", box, "italic 600");
      if (inside.size >= LEAST) return write(text, inside, box, look);
      const wide = (1.97 - this.cells.nearer) * this.cells.w;
      const [top, bottom] = [box.bottom + 1, box.bottom + 1.2 * this.cells.h];
      const below = { left: box.right - wide, right: box.right, top, bottom };
      return write(text, largest(frameBreaks(name), "", below, "italic 600", 11), below, { ...look, under: true });
    }

    box(area) {
      return tc.tileBox(this.cells, this.grid.units[area]);
    }

    frameBox(area) {
      return tc.tileBox(this.cells, this.grid.archipelagos[area]);
    }

    middle(area) {
      const { left, right, top, bottom } = this.box(area);
      return [(left + right) / 2, (top + bottom) / 2];
    }

    outline(kind, ...areas) {
      this.outlined = { ...this.outlined, [kind]: areas };
      this.lines.querySelectorAll(`.tc-${kind}`).forEach((line) => line.remove());
      if (!this.cells) return;
      const { accent, ink, casing } = this.paint.ground;
      const [colour, width] = kind === "focus" ? [accent, 2.6] : [ink, 1.8];
      areas.filter((area) => this.units[area]).forEach((area) => {
        [[casing, width + 2.6], [colour, width]].forEach(([stroke, thick]) => {
          const line = tc.svg("rect", { class: `tc-${kind}`, fill: "none", stroke, "stroke-width": thick });
          stand(line, this.box(area));
          this.lines.append(line);
        });
      });
    }

    dimAllBut(keeps) {
      Object.entries(this.units).forEach(([area, { rect, dots, text }]) => {
        const dim = Boolean(keeps) && !keeps(area);
        [rect, dots, text].forEach((part) => part.classList.toggle("tc-dim", dim));
      });
    }
  };
})((window.toancanh = window.toancanh || {}));
