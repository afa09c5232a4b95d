// Magnifiers: small still maps of the crowded deltas with the same paint, and the leaders that tie them to the country.
(function (tc) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const STILL = {
    zoomControl: false, attributionControl: false, dragging: false, scrollWheelZoom: false, doubleClickZoom: false,
    boxZoom: false, keyboard: false, touchZoom: false, trackResize: false, zoomAnimation: false, fadeAnimation: false,
    zoomSnap: 0, center: [15, 108], zoom: 5,
  };

  function frameOn(map, box) {
    const { x: left, y: top } = map.latLngToContainerPoint([box.north, box.west]);
    const { x: right, y: bottom } = map.latLngToContainerPoint([box.south, box.east]);
    return { left, right, top, bottom };
  }

  // One level line from the frame on the country to its inset; both span the same height there.
  function tieOf(map, place) {
    const { left, right, top, bottom } = frameOn(map, place.box);
    const upper = Math.max(top, place.top);
    const shared = Math.min(bottom, place.top + place.height) - upper;
    const y = (share) => Math.round(upper + shared * share) + 0.5;
    if (place.side === "left") return { left: place.left + place.width, right: left, y: y(0.35) };
    return { left: right, right: place.left, y: y(0.72) };
  }

  tc.Insets = class {
    constructor(on) {
      this.on = on;
      this.leaders = document.createElementNS(SVG, "svg");
      this.leaders.setAttribute("class", "tc-leaders");
      document.body.append(this.leaders);
      this.all = ["north", "south"].map((key) => this.build(key));
    }

    build(key) {
      const root = tc.make("section", `tc-inset tc-inset-${key}`);
      const caption = tc.make("h3", "tc-caption");
      const ground = tc.make("div", "tc-inset-map");
      root.append(ground, caption);
      document.body.append(root);
      const map = L.map(ground, STILL);
      const sheet = new tc.Sheet(map, this.on);
      return { key, root, caption, map, sheet, names: new tc.Names(sheet) };
    }

    draw(boundaries, over) {
      this.all.forEach((inset) => inset.sheet.draw(boundaries, over));
    }

    repaint(paint) {
      this.all.forEach((inset) => {
        inset.sheet.repaint(paint);
        inset.caption.textContent = paint.words[`${inset.key}_inset`];
      });
    }

    stand(places) {
      this.all.forEach((inset) => {
        const place = places.find((candidate) => candidate.key === inset.key);
        inset.root.hidden = !place;
        if (!place) return;
        ["left", "top", "width", "height"].forEach((side) => (inset.root.style[side] = `${Math.round(place[side])}px`));
        inset.map.invalidateSize({ animate: false, pan: false });
        inset.map.fitBounds(tc.latLngBounds(place.box), { animate: false });
      });
    }

    // Returns the units named in an inset, which the country then need not name again.
    name(paint, units, fonts) {
      const shown = this.all.filter((inset) => !inset.root.hidden);
      return new Set(
        shown.flatMap((inset) => {
          const obstacles = [this.captionBox(inset)];
          return inset.names.place(paint, units, { fonts, obstacles, elsewhere: new Set(), inset: true, values: true });
        })
      );
    }

    captionBox({ root, caption }) {
      const { left, top } = root.getBoundingClientRect();
      const box = caption.getBoundingClientRect();
      return { left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top };
    }

    lead(map, places, width, height) {
      this.leaders.setAttribute("viewBox", `0 0 ${width} ${height}`);
      const led = places.filter((place) => place.side !== "below");
      this.leaders.replaceChildren(...led.flatMap((place) => this.leader(map, place)));
    }

    // The edges of the frames drawn on the country: no name may stand across them.
    edges(map, places) {
      return places.filter((place) => place.side !== "below").flatMap((place) => {
        const { left, right, top, bottom } = frameOn(map, place.box);
        const bar = (x1, y1, x2, y2) => ({ left: x1, top: y1, right: x2, bottom: y2 });
        const tie = tieOf(map, place);
        return [
          bar(tie.left, tie.y, tie.right, tie.y),
          bar(left, top, right, top),
          bar(left, bottom, right, bottom),
          bar(left, top, left, bottom),
          bar(right, top, right, bottom),
        ];
      });
    }

    leader(map, place) {
      const { left, right, top, bottom } = frameOn(map, place.box);
      const tie = tieOf(map, place);
      const line = (d) => {
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("d", d);
        return path;
      };
      return [line(`M${left} ${top}H${right}V${bottom}H${left}Z`), line(`M${tie.left} ${tie.y}H${tie.right}`)];
    }

    show(visible) {
      document.body.classList.toggle("tc-zoomed", !visible);
    }
  };
})((window.toancanh = window.toancanh || {}));
