// Where equal tiles and their legend stand in the frame. Numbers only: nothing is drawn here.
(function (tc) {
  "use strict";

  const PAD = 10; // px around everything
  const GAP = 16; // px between tiles and legend
  const NARROW = 640; // px; below it the legend stands at sea or under the tiles
  const LEAST_LEGEND = 200; // px
  const WIDEST_LEGEND = 330; // px
  const FLATTEST = 2.4; // of its height a tile may be wide
  const SLIMMEST = 0.8;
  const LEAST_ROW = 31; // px, beside the legend: a name over its value
  const ROW = 46; // px, where names break into several lines
  const NEARER = { wide: 0.85, narrow: 0.4 }; // of a tile: how far archipelagos move over an empty column to the land
  const BETWEEN = 0.05; // of a tile's height between two tiles

  const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

  // How many columns there are once the archipelagos, alone in the last one, have moved nearer to the land.
  function across(grid, nearer) {
    const last = grid.columns - 1;
    const open = Object.values(grid.units).every(([, column]) => column < last - 1);
    return { last, nearer: open ? nearer : 0, columns: grid.columns - (open ? nearer : 0) };
  }

  function fitted(grid, room, nearer) {
    const { columns, ...sea } = across(grid, nearer);
    const h = Math.min(room.height / grid.rows, room.width / columns / SLIMMEST);
    const w = Math.min(room.width / columns, FLATTEST * h);
    return { w, h, left: room.left + (room.width - w * columns) / 2, top: room.top, ...sea };
  }

  tc.tileBox = function (cells, [row, column]) {
    const gap = (BETWEEN * cells.h) / 2;
    const left = cells.left + (column === cells.last ? column - cells.nearer : column) * cells.w;
    const top = cells.top + row * cells.h;
    return { left: left + gap, top: top + gap, right: left + cells.w - gap, bottom: top + cells.h - gap };
  };

  function beside(width, height, grid, measure) {
    const legend = clamp(0.23 * width, LEAST_LEGEND, WIDEST_LEGEND);
    measure("wide", legend);
    const high = Math.max(height - 2 * PAD, grid.rows * LEAST_ROW);
    const room = { left: PAD, top: PAD, width: width - 2 * PAD - legend - GAP, height: high };
    return { kind: "wide", cells: fitted(grid, room, NEARER.wide), legend: { right: PAD, bottom: PAD }, needed: 0 };
  }

  // On a narrow frame the rows are as high as names in several lines ask, and the frame becomes as high as that.
  function under(width, grid, measure) {
    const inner = width - 8;
    const high = grid.rows * Math.min(ROW, inner / across(grid, NEARER.narrow).columns / SLIMMEST);
    const cells = fitted(grid, { left: 4, top: PAD, width: inner, height: high }, NEARER.narrow);
    const free = width - LEAST_LEGEND - 2 * PAD;
    const low = PAD + measure("plain", LEAST_LEGEND) + 4;
    const places = [...Object.values(grid.units), ...Object.values(grid.archipelagos)];
    const boxes = places.map((place) => tc.tileBox(cells, place));
    if (boxes.every((box) => box.right < free || box.top > low)) {
      return { kind: "plain", cells, legend: { right: PAD, top: PAD }, needed: high + 2 * PAD };
    }
    const legend = measure("narrow", width - 16);
    const top = high + 2 * PAD;
    return { kind: "narrow", cells, legend: { right: 8, top }, needed: top + legend + PAD };
  }

  tc.tileLayout = (width, height, grid, measure) =>
    width >= NARROW ? beside(width, height, grid, measure) : under(width, grid, measure);
})((window.toancanh = window.toancanh || {}));
