// Where country, insets and legend stand in the frame. Numbers only: nothing is drawn here.
(function (tc) {
  "use strict";

  const PAD = 12;
  const SMALLEST = 0.8; // of the greatest scale; rather no insets than a smaller country
  const GAP = 36; // px between the country and the side columns where there is room
  const LEGEND = 330; // px, its greatest width
  const NARROW = 640; // px; below it the legend and the insets stand under the map
  const COUNTRY = { west: 102, south: 6.6, east: 117.6, north: 23.5 };
  const INSETS = {
    north: { west: 104.85, south: 19.86, east: 107.15, north: 21.76 },
    south: { west: 104.35, south: 8.45, east: 107.65, north: 12.32 },
  };
  // how far the side columns may reach into the country's box before they meet Thổ Chu or Trường Sa, in degrees
  const FREE_WEST = 1.25;
  const FREE_EAST = 1.05;
  const EAST_OF_HOANG_SA = 113.4;
  const LEAST_COLUMN = 200; // px, the legend at its narrowest

  const mercator = (lat) => (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;
  const span = (box) => ({ w: box.east - box.west, h: mercator(box.north) - mercator(box.south) });
  const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
  const ratio = (box) => span(box).w / span(box).h;

  function columns(width, height) {
    const inner = { w: width - 2 * PAD, h: height - 2 * PAD };
    const country = span(COUNTRY);
    const core = country.w - FREE_WEST - FREE_EAST;
    const left = clamp(Math.min(0.27 * width, 0.66 * inner.h * ratio(INSETS.south)), 150, 480);
    const least = clamp(0.22 * width, LEAST_COLUMN, LEGEND);
    const scale = Math.min(inner.h / country.h, (inner.w - left - least) / core);
    const spare = inner.w - left - least - core * scale;
    const right = least + clamp(spare - 2 * GAP, 0, 0.5 * inner.h * ratio(INSETS.north) - least);
    const rest = inner.w - left - right - core * scale;
    const gap = Math.min(GAP, rest / 2);
    return { left, right, scale, gap, margin: PAD + Math.max(0, rest / 2 - gap) };
  }

  function wideInsets(width, height, legendHeight, cols) {
    const south = { width: cols.left, height: cols.left / ratio(INSETS.south) };
    const room = height - 3 * PAD - legendHeight;
    const northWidth = Math.min(cols.right, room * ratio(INSETS.north));
    const north = { width: northWidth, height: northWidth / ratio(INSETS.north) };
    return [
      { key: "south", box: INSETS.south, side: "left", left: cols.margin, top: height - PAD - south.height, ...south },
      { key: "north", box: INSETS.north, side: "right", left: width - cols.margin - north.width, top: PAD, ...north },
    ].filter((inset) => inset.width >= 130);
  }

  function wide(width, height, legendHeight) {
    const cols = columns(width, height);
    const country = span(COUNTRY);
    const west = cols.margin + cols.left + cols.gap - FREE_WEST * cols.scale;
    const top = (height - country.h * cols.scale) / 2;
    return {
      kind: "wide",
      map: { left: 0, top: 0, width, height },
      country: { left: west, top, right: width - west - country.w * cols.scale, bottom: top },
      insets: wideInsets(width, height, legendHeight, cols),
      legend: { right: cols.margin, bottom: PAD },
    };
  }

  // Too narrow for insets beside the country: the legend stands in the sea north-east, above Trường Sa.
  function plain(width, height) {
    const country = span(COUNTRY);
    const free = width - 2 * PAD - LEAST_COLUMN - 8;
    const beside = EAST_OF_HOANG_SA - COUNTRY.west;
    const scale = Math.min((height - 2 * PAD) / country.h, (width - 2 * PAD) / country.w, free / beside);
    const least = PAD + Math.max(0, (free - beside * scale) / 3);
    const west = Math.min(least, width - PAD - country.w * scale);
    const top = (height - country.h * scale) / 2;
    return {
      kind: "plain",
      map: { left: 0, top: 0, width, height },
      country: { left: west, top, right: width - west - country.w * scale, bottom: top },
      insets: [],
      legend: { right: PAD, top: PAD },
    };
  }

  function narrow(width, height, legendHeight) {
    const gap = 8;
    const natural = (width - 2 * gap) / ratio(COUNTRY) + 2 * gap;
    const mapHeight = Math.min(natural, height - legendHeight - 2 * gap);
    const rest = height - mapHeight - legendHeight - 4 * gap;
    const row = Math.min(rest, (width - 3 * gap) / (ratio(INSETS.north) + ratio(INSETS.south)));
    const insetTop = mapHeight + legendHeight + 3 * gap;
    const place = (key, left) => ({
      key, box: INSETS[key], side: "below", left, top: insetTop, height: row, width: row * ratio(INSETS[key]),
    });
    const insets = row < 160 ? [] : [place("north", gap), place("south", 2 * gap + row * ratio(INSETS.north))];
    const spare = insets.length ? Math.max(0, rest - row) : Math.max(0, rest + 2 * gap);
    insets.forEach((inset) => (inset.top += spare));
    return {
      kind: "narrow",
      map: { left: 0, top: 0, width, height: mapHeight + spare },
      country: { left: gap, top: gap, right: gap, bottom: gap },
      insets,
      legend: { right: gap, top: mapHeight + spare + gap },
    };
  }

  const isNarrow = (width) => width < NARROW;
  const isPlain = (width, height) => columns(width, height).scale < SMALLEST * ((height - 2 * PAD) / span(COUNTRY).h);

  tc.legendWidth = function (width, height) {
    if (isNarrow(width)) return width - 16;
    return isPlain(width, height) ? LEAST_COLUMN : Math.min(LEGEND, columns(width, height).right);
  };
  tc.layout = function (width, height, legendHeight) {
    if (isNarrow(width)) return narrow(width, height, legendHeight);
    return isPlain(width, height) ? plain(width, height) : wide(width, height, legendHeight);
  };
  tc.isNarrow = isNarrow;
  tc.COUNTRY = COUNTRY;
  tc.latLngBounds = (box) => L.latLngBounds([box.south, box.west], [box.north, box.east]);
})((window.toancanh = window.toancanh || {}));
