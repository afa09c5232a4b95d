// What part of the country is seen: the whole of it until the reader zooms in, and the way back.
(function (tc) {
  "use strict";

  const OPTIONS = {
    zoomControl: false, attributionControl: false, scrollWheelZoom: false, doubleClickZoom: false, keyboard: false,
    dragging: false, boxZoom: false, zoomSnap: 0, zoomDelta: 0.8, trackResize: false, maxBoundsViscosity: 0.9,
    center: [15.3, 109.8], zoom: 5,
  };
  const LAND = [16.4, 106.6];
  const STEPS_IN = 5; // how many zoom levels deeper than the whole country

  tc.View = class {
    constructor(id) {
      this.map = L.map(id, OPTIONS);
      this.map.getContainer().addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    }

    // Without Ctrl the wheel scrolls the page; a touchpad's pinch arrives with it.
    wheel(event) {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const to = Math.max(this.whole.zoom, this.map.getZoom() - Math.sign(event.deltaY) * 0.4);
      this.map.setZoomAround(this.map.mouseEventToContainerPoint(event), to, { animate: false });
    }

    // The whole country in its place of the plan; a reader who has zoomed in keeps the own view.
    fit(plan) {
      const away = this.isAway();
      const { style } = this.map.getContainer();
      ["width", "height"].forEach((side) => style.setProperty(side, `${plan.frame[side]}px`, "important"));
      this.map.invalidateSize({ animate: false, pan: false });
      this.whole = tc.outlook(plan);
      this.map.setMinZoom(0).setMaxBounds(null);
      if (!away) this.goHome();
      this.map.setMinZoom(this.whole.zoom).setMaxZoom(this.whole.zoom + STEPS_IN);
      this.map.setMaxBounds(this.whole.bounds.pad(0.01));
    }

    isAway() {
      return this.whole !== undefined && this.map.getZoom() > this.whole.zoom + 0.01;
    }

    goHome() {
      this.map.setView(this.whole.centre, this.whole.zoom, { animate: false });
    }

    // From the whole country the first step goes to the unit in focus, else to the middle of the land, not of the sea.
    zoomIn(focus) {
      if (this.isAway()) this.map.zoomIn();
      else if (focus) this.map.setView(focus.point, this.whole.zoom + 1.6);
      else this.map.setZoomAround(LAND, this.whole.zoom + 0.8);
    }

    zoomOut() {
      if (this.map.getZoom() - this.map.options.zoomDelta <= this.whole.zoom) this.goHome();
      else this.map.zoomOut();
    }
  };
})((window.toancanh = window.toancanh || {}));
