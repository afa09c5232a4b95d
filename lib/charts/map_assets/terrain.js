// Which unit lies at a point of the screen: the units' largest rings, projected and filled into a coarse grid.
(function (tc) {
  "use strict";

  const CELL = 2; // px

  function bounding(points) {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    points.forEach(({ x, y }) => {
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    });
    return box;
  }

  function crossings(ring, y) {
    const xs = [];
    for (let at = 0, last = ring.length - 1; at < ring.length; last = at++) {
      const a = ring[at];
      const b = ring[last];
      if (a.y > y !== b.y > y) xs.push(a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y));
    }
    return xs.sort((a, b) => a - b);
  }

  tc.Terrain = class {
    constructor(shapes, view) {
      this.left = view.left;
      this.top = view.top;
      this.columns = Math.ceil((view.right - view.left) / CELL);
      this.rows = Math.ceil((view.bottom - view.top) / CELL);
      this.cells = new Uint16Array(this.columns * this.rows);
      shapes.forEach((shape) => this.fill(shape));
    }

    fill({ id, ring, box }) {
      const first = Math.max(0, Math.floor((box.top - this.top) / CELL));
      const last = Math.min(this.rows - 1, Math.ceil((box.bottom - this.top) / CELL));
      for (let row = first; row <= last; row++) {
        const xs = crossings(ring, this.top + (row + 0.5) * CELL);
        for (let at = 0; at + 1 < xs.length; at += 2) {
          const from = Math.max(0, Math.round((xs[at] - this.left) / CELL));
          const to = Math.min(this.columns, Math.round((xs[at + 1] - this.left) / CELL));
          if (to > from) this.cells.fill(id, row * this.columns + from, row * this.columns + to);
        }
      }
    }

    // The id of the unit at a point, 0 where there is none or outside the view.
    at(x, y) {
      const column = Math.floor((x - this.left) / CELL);
      const row = Math.floor((y - this.top) / CELL);
      const inside = column >= 0 && row >= 0 && column < this.columns && row < this.rows;
      return inside ? this.cells[row * this.columns + column] : 0;
    }

    // Where a unit is seen, as points of the grid; used where an edge cuts it off.
    seen(id, step) {
      const points = [];
      for (let row = 0; row < this.rows; row += step) {
        for (let column = 0; column < this.columns; column += step) {
          const here = this.cells[row * this.columns + column] === id;
          if (here) points.push({ x: this.left + column * CELL, y: this.top + row * CELL });
        }
      }
      return points;
    }
  };

  tc.shapesOf = (map, places) =>
    places.map((place, at) => {
      const ring = place.ring.map((latLng) => map.latLngToLayerPoint(latLng));
      const { x, y } = map.latLngToLayerPoint(place.point);
      return { id: at + 1, area: place.area, size: place.size, ring, box: bounding(ring), x, y };
    });

  tc.bounding = bounding;
})((window.toancanh = window.toancanh || {}));
