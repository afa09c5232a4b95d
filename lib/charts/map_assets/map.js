// The map as a whole: takes a paint, keeps country, insets, names and legend in step, reports the chosen unit.
(function (tc) {
  "use strict";

  const DENSE = 26; // px per degree; below it only what is plainly to be told apart is named

  class CountryMap {
    constructor(id) {
      this.view = new tc.View(id);
      this.map = this.view.map;
      const choose = (area) => report({ ref_area: area });
      this.pointing = new tc.Pointing(() => this.sheets(), (area) => this.onScreen(area), choose);
      this.on = this.pointing.handlers();
      this.sheet = new tc.Sheet(this.map, this.on);
      this.names = new tc.Names(this.sheet);
      this.insets = new tc.Insets(this.on);
      this.tiles = new tc.Tiles(this.on);
      this.legend = new tc.Legend(
        () => this.arrange(),
        (fill) => this.pointing.showClass(fill),
        () => report({ look: this.tiled() ? "" : "tiles" })
      );
      this.buttons = new tc.Buttons({
        zoom_in: () => this.view.zoomIn(this.place(this.shown.focus)),
        zoom_out: () => this.view.zoomOut(),
        whole_country: () => this.view.goHome(),
      });
      this.loaded = {};
      this.places = [];
      this.ready = tc.whenStyled(this.map.getContainer()).then(() => tc.adoptTypeface());
      this.map.on("moveend", () => this.plan && !this.settling && !this.tiled() && this.name());
      this.map.on("dragstart zoomstart click", () => this.pointing.rest());
      new ResizeObserver(() => this.arrange()).observe(document.documentElement);
    }

    async paint(paint) {
      this.wanted = paint;
      const drawn = paint.tiles ? [] : [paint.boundaries, paint.outlines];
      const files = drawn.filter(Boolean);
      const [boundaries, over] = await Promise.all([...files.map((file) => this.load(file)), this.ready]);
      if (this.wanted !== paint) return; // a later paint has come meanwhile
      if (files.length && this.drawn !== files.join()) this.draw(boundaries, paint.outlines && over);
      this.drawn = files.join() || this.drawn;
      if (this.shown) this.pointing.rest(); // on the look that is left
      this.shown = paint;
      this.repaint();
    }

    // The name of the file holds its hash, so any copy the browser has kept is the right one.
    load(address) {
      this.loaded[address] ||= fetch(address, { cache: "force-cache" }).then((answer) => {
        if (answer.ok) return answer.json();
        delete this.loaded[address];
        throw new Error(`${answer.status} ${address}`);
      });
      return this.loaded[address];
    }

    draw(boundaries, over) {
      this.boundaries = boundaries;
      this.places = tc.places(boundaries.units);
      [this.sheet, this.insets].forEach((part) => part.draw(boundaries, over));
    }

    repaint() {
      const paint = this.shown;
      const page = document.documentElement;
      Object.entries(paint.ground).forEach(([name, colour]) => page.style.setProperty(`--${name}`, colour));
      page.lang = paint.language;
      document.body.classList.toggle("tc-tiled", this.tiled());
      (this.tiled() ? [this.tiles] : [this.sheet, this.insets]).forEach((part) => part.repaint(paint));
      this.fillLegend(paint);
      this.buttons.name(paint.words);
      this.pointing.repaint(paint.areas);
      this.arrange();
      if (this.tiled()) tc.walkable(this.tiles, this.tiles.places, paint, this.on);
      else tc.walkable(this.sheet, this.places, paint, this.on);
      page.dataset.painted = Number(page.dataset.painted || 0) + 1;
    }

    arrange() {
      const width = innerWidth;
      const height = innerHeight;
      if (!this.shown || width < 50 || height < 50) return;
      const measure = (kind, legendWidth) => {
        document.body.classList.toggle("tc-narrow", kind === "narrow");
        return this.legend.measure(legendWidth);
      };
      const { tiles } = this.shown;
      const plan = tiles ? tc.tileLayout(width, height, tiles, measure) : tc.layout(width, height, measure);
      const spelled = JSON.stringify([width, height, plan]);
      if (spelled !== this.spelled) this.settle(plan);
      this.spelled = spelled;
      this.name();
    }

    settle(plan) {
      this.plan = plan;
      this.settling = true; // fitting moves the map; names are placed once after all of it
      this.legend.stand(plan.legend);
      this.grow(plan.needed || 0);
      if (this.tiled()) this.tiles.stand(plan);
      else this.settleCountry(plan);
      this.settling = false;
    }

    settleCountry(plan) {
      this.buttons.stand(plan.frame, plan.kind !== "wide");
      this.view.fit(plan);
      this.insets.stand(plan.insets);
    }

    // Tiles on a narrow frame need height; the page scrolls.
    grow(needed) {
      if (window.frameElement) window.frameElement.style.minHeight = needed ? `${Math.ceil(needed)}px` : "";
    }

    tiled() {
      return Boolean(this.shown.tiles);
    }

    // Tiles have no borders whose source is to be told, and no lines over them.
    fillLegend({ legend, words }) {
      const marks = this.tiled() ? legend.marks.filter((entry) => entry.sign !== "outline") : legend.marks;
      this.legend.fill({ ...legend, marks }, this.tiled() ? words.tile_note : words.credit, words.other_look);
    }

    name() {
      if (this.tiled()) this.tiles.name();
      else this.nameCountry();
    }

    nameCountry() {
      const away = this.view.isAway();
      const [fonts, small] = this.sizes(away);
      this.insets.show(!away);
      this.buttons.atHome(!away);
      this.map.dragging[away ? "enable" : "disable"]();
      const elsewhere = away ? new Set() : this.insets.name(this.shown, this.places, small);
      this.insets.lead(this.map, this.plan.insets, innerWidth, innerHeight);
      this.names.place(this.shown, this.places, {
        fonts,
        elsewhere,
        obstacles: this.obstacles(away),
        frames: this.boundaries.frames,
        values: away || this.plan.country.scale >= DENSE,
      });
    }

    // The type of the country and of the insets.
    sizes(away) {
      if (this.plan.country.scale < DENSE && !away) return [tc.fonts(10, 1.35), tc.fonts(10, 1.35)];
      const size = Math.max(11, Math.min(15, this.plan.frame.height / 66));
      return [tc.fonts(size, 6), tc.fonts(Math.max(11, size - 1), 6)];
    }

    obstacles(away) {
      const insets = away ? [] : this.insets.all.map((inset) => inset.root).filter((root) => !root.hidden);
      const parts = [this.legend.root, this.buttons.root, ...insets];
      const edges = away ? [] : this.insets.edges(this.map, this.plan.insets);
      return [...parts.map((part) => tc.boxes.grown(part.getBoundingClientRect(), 4)), ...edges];
    }

    sheets() {
      if (this.shown && this.tiled()) return [this.tiles];
      return [this.sheet, ...this.insets.all.map((inset) => inset.sheet)];
    }

    place(area) {
      return this.places.find((place) => place.area === area);
    }

    onScreen(area) {
      if (this.tiled()) return this.tiles.middle(area);
      const { x, y } = this.map.latLngToContainerPoint(this.place(area).point);
      return [x, y];
    }
  }

  // The moment makes two choices of one unit differ, so that the second is told as well.
  function report(choice) {
    if (window.Streamlit) window.Streamlit.setComponentValue({ ...choice, click: Date.now() });
  }

  // The paint travels as short rows with shared texts by number; see lib/charts/map_paint.py.
  // The legend tells the unit of measure: under a name stands the number alone.
  function unpacked(table) {
    const text = (entry) => (typeof entry === "number" ? table.texts[entry] : entry);
    const measure = ` ${table.legend.measure}`;
    const areas = Object.entries(table.areas).map(([area, [place, label, printed, lines, css]]) => {
      const [fill, ink] = place < 0 ? [null, null] : table.fills[place];
      const value = text(printed);
      const figure = fill === null ? "" : value.endsWith(measure) ? value.slice(0, -measure.length) : value;
      return [area, { fill, ink, label, value, figure, lines: lines.map(text), css }];
    });
    return { ...table, areas: Object.fromEntries(areas) };
  }

  tc.start = function (id) {
    tc.country = new CountryMap(id);
    return tc.country.map;
  };

  tc.paint = function (table) {
    if (window.feature_group) window.feature_group.length = 0; // the component would keep every paint's empty group
    tc.country.paint(unpacked(table)).catch((error) => console.error(error));
  };
})((window.toancanh = window.toancanh || {}));
