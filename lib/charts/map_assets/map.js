// The map as a whole: takes a paint, keeps country, insets, names and legend in step, reports the chosen unit.
(function (tc) {
  "use strict";

  const OPTIONS = {
    zoomControl: false, attributionControl: false, scrollWheelZoom: false, doubleClickZoom: false, keyboard: false,
    dragging: false, boxZoom: false, zoomSnap: 0, zoomDelta: 0.8, trackResize: false, maxBoundsViscosity: 0.9,
    center: [15.3, 109.8], zoom: 5,
  };
  const LAND = [16.4, 106.6];
  const STEPS_IN = 5; // how many zoom levels deeper than the whole country

  class CountryMap {
    constructor(id) {
      this.map = L.map(id, OPTIONS);
      const on = this.handlers();
      this.on = on;
      this.sheet = new tc.Sheet(this.map, on);
      this.names = new tc.Names(this.sheet);
      this.insets = new tc.Insets(on);
      this.tooltip = new tc.Tooltip();
      this.legend = new tc.Legend(() => this.arrange(), (fill) => this.showClass(fill));
      this.buttons = new tc.Buttons({
        zoom_in: () => this.zoomIn(),
        zoom_out: () => (this.map.getZoom() - 0.8 <= this.home ? this.goHome() : this.map.zoomOut()),
        whole_country: () => this.goHome(),
      });
      this.loaded = {};
      this.ready = tc.whenStyled(this.map.getContainer()).then(() => tc.adoptTypeface());
      this.listen();
    }

    handlers() {
      return {
        enter: (area, event) => this.point(area, event.clientX, event.clientY),
        leave: () => this.unpoint(),
        focus: (area) => this.pointFromKeys(area),
        choose: (area) => this.choose(area),
        click: (area, event) => this.click(area, event),
      };
    }

    listen() {
      this.map.on("moveend", () => this.moved());
      this.map.on("dragstart zoomstart", () => this.unpoint());
      new ResizeObserver(() => this.arrange()).observe(document.documentElement);
      const zoom = (event) => {
        if (!event.ctrlKey && !event.metaKey) return; // without Ctrl the wheel scrolls the page
        event.preventDefault();
        const to = Math.max(this.home, this.map.getZoom() - Math.sign(event.deltaY) * 0.4);
        this.map.setZoomAround(this.map.mouseEventToContainerPoint(event), to, { animate: false });
      };
      this.map.getContainer().addEventListener("wheel", zoom, { passive: false });
    }

    async paint(paint) {
      this.wanted = paint;
      const [boundaries] = await Promise.all([this.load(paint.boundaries), this.ready]);
      if (this.wanted !== paint) return; // a later paint has come meanwhile
      if (this.drawn !== paint.boundaries) this.draw(boundaries, paint.boundaries);
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

    draw(boundaries, address) {
      this.drawn = address;
      this.boundaries = boundaries;
      this.places = tc.places(boundaries.units);
      [this.sheet, this.insets].forEach((part) => part.draw(boundaries));
    }

    repaint() {
      const paint = this.shown;
      const page = document.documentElement;
      Object.entries(paint.ground).forEach(([name, colour]) => page.style.setProperty(`--${name}`, colour));
      page.lang = paint.language;
      [this.sheet, this.insets].forEach((part) => part.repaint(paint));
      this.legend.fill(paint.legend, paint.words.credit);
      this.buttons.name(paint.words);
      this.unpoint();
      this.arrange();
      tc.walkable(this.sheet, this.places, paint, this.on);
      page.dataset.painted = Number(page.dataset.painted || 0) + 1;
    }

    arrange() {
      const width = innerWidth;
      const height = innerHeight;
      if (!this.shown || width < 50 || height < 50) return;
      document.body.classList.toggle("tc-narrow", tc.isNarrow(width));
      const plan = tc.layout(width, height, this.legend.measure(tc.legendWidth(width, height)));
      const spelled = JSON.stringify([width, height, plan]);
      if (spelled !== this.spelled) this.settle(plan);
      this.spelled = spelled;
      this.name();
    }

    settle(plan) {
      this.plan = plan;
      this.arranging = true; // fitting moves the map, names are placed once after all of it
      const frame = this.map.getContainer().style;
      ["left", "top", "width", "height"].forEach((side) => frame.setProperty(side, `${plan.map[side]}px`, "important"));
      this.legend.stand(plan.legend);
      this.buttons.stand(plan.map, plan.kind !== "wide");
      this.fit();
      this.insets.stand(plan.insets);
      this.arranging = false;
    }

    // The whole country at the middle of its place; a user who has zoomed in keeps the own view.
    fit() {
      const away = this.isAway();
      this.map.invalidateSize({ animate: false, pan: false });
      const { left, top, right, bottom } = this.plan.country;
      const country = tc.latLngBounds(tc.COUNTRY);
      const padding = { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] };
      this.map.setMinZoom(0).setMaxBounds(null);
      this.padding = padding;
      this.home = this.map.getBoundsZoom(country, false, L.point(left + right, top + bottom));
      if (!away) this.map.fitBounds(country, { ...padding, animate: false });
      this.map.setMinZoom(this.home).setMaxZoom(this.home + STEPS_IN);
      this.map.setMaxBounds(country.pad(0.25));
    }

    // From the whole country the first step goes to the unit in focus, else to the middle of the land, not of the sea.
    zoomIn() {
      const focus = this.places && this.places.find((place) => place.area === this.shown.focus);
      if (this.isAway()) this.map.zoomIn();
      else if (focus) this.map.setView(focus.point, this.home + 1.6);
      else this.map.setZoomAround(LAND, this.home + 0.8);
    }

    isAway() {
      return this.home !== undefined && this.map.getZoom() > this.home + 0.01;
    }

    goHome() {
      this.map.fitBounds(tc.latLngBounds(tc.COUNTRY), { ...this.padding, animate: false });
    }

    moved() {
      if (this.plan && !this.arranging) this.name();
    }

    name() {
      const away = this.isAway();
      const { width, height } = this.plan.map;
      const [fonts, small] = this.sizes(width, height);
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
        values: away || height >= 640,
      });
    }

    // For the country and for the insets; a narrow frame names only what is plainly to be told apart.
    sizes(width, height) {
      if (tc.isNarrow(width)) return [tc.fonts(10, 1.35), tc.fonts(10, 1.35)];
      const size = Math.max(11, Math.min(15, height / 66));
      return [tc.fonts(size, 6), tc.fonts(Math.max(11, size - 1), 6)];
    }

    obstacles(away) {
      const insets = away ? [] : this.insets.all.map((inset) => inset.root).filter((root) => !root.hidden);
      const parts = [this.legend.root, this.buttons.root, ...insets];
      const edges = away ? [] : this.insets.edges(this.map, this.plan.insets);
      return [...parts.map((part) => tc.boxes.grown(part.getBoundingClientRect(), 4)), ...edges];
    }

    parts() {
      return [this.sheet, ...this.insets.all.map((inset) => inset.sheet)];
    }

    point(area, x, y) {
      if (!this.shown || !this.shown.areas[area]) return;
      if (this.pointed !== area) this.parts().forEach((sheet) => sheet.outline("hover", area));
      this.pointed = area;
      this.tooltip.show(this.shown.areas[area], x, y);
    }

    pointFromKeys(area) {
      const { x, y } = this.map.latLngToContainerPoint(this.places.find((place) => place.area === area).point);
      this.point(area, x, y);
    }

    unpoint() {
      if (this.pointed) this.parts().forEach((sheet) => sheet.outline("hover", ""));
      this.pointed = null;
      this.tooltip.hide();
    }

    showClass(fill) {
      const keeps = fill && ((area) => this.shown.areas[area] && this.shown.areas[area].fill === fill);
      this.parts().forEach((sheet) => sheet.dimAllBut(keeps));
    }

    // A finger cannot hover: its first tap shows the tooltip, the second on the same unit chooses it.
    click(area, event) {
      const touch = event.pointerType === "touch";
      if (touch && this.tapped !== area) {
        this.tapped = area;
        this.point(area, event.clientX, event.clientY);
      } else this.choose(area);
    }

    choose(area) {
      if (window.Streamlit) window.Streamlit.setComponentValue({ ref_area: area, click: Date.now() });
    }
  }

  let country = null;

  tc.start = function (id) {
    country = new CountryMap(id);
    tc.country = country;
    return country.map;
  };

  tc.paint = function (table) {
    if (window.feature_group) window.feature_group.length = 0; // the component would keep every paint's empty group
    country.paint(tc.unpacked(table)).catch((error) => console.error(error));
  };

  // The paint travels as short rows with shared texts by number; see lib/charts/map_paint.py.
  tc.unpacked = function (table) {
    const text = (entry) => (typeof entry === "number" ? table.texts[entry] : entry);
    const areas = Object.entries(table.areas).map(([area, [fill, label, value, lines, css]]) => {
      const [colour, ink] = fill < 0 ? [null, null] : table.fills[fill];
      return [area, { fill: colour, ink, label, value: text(value), lines: lines.map(text), css }];
    });
    return { ...table, areas: Object.fromEntries(areas) };
  };
})((window.toancanh = window.toancanh || {}));
