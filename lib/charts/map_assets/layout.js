// Where country, insets and legend stand in the frame. Numbers only: nothing is drawn here.
(function (tc) {
  "use strict";

  const PAD = 12; // px around everything
  const GAP = 36; // px between the country and the side columns where there is room
  const LEAST_COLUMN = 200; // px, the legend at its narrowest
  const LEGEND = 330; // px, the legend at its widest
  const LEAST_INSET = 130; // px
  const NARROW = 640; // px; below it there are no columns beside the country
  const PHONE = 440; // px; below it legend and insets always stand under the map
  const USUAL_LEGEND = 190; // px, its height under the map
  const SMALLEST = 0.85; // of the greatest scale; rather no insets than a smaller country

  const COUNTRY = { west: 102, south: 6.6, east: 117.6, north: 23.5 };
  const INSETS = {
    north: { west: 104.85, south: 19.86, east: 107.15, north: 21.76 },
    south: { west: 104.35, south: 8.45, east: 107.65, north: 12.32 },
  };
  // how far the side columns may reach into the country's box before they meet Thổ Chu or Trường Sa, in degrees
  const FREE_WEST = 1.25;
  const FREE_EAST = 1.05;
  // the edges of the open sea, in degrees
  const EAST_OF_MONG_CAI = 108.7;
  const EAST_OF_HOANG_SA = 113.4;
  const EAST_OF_TRUONG_SA = 116.45;
  const NORTH_OF_HOANG_SA = 17.6;
  const NORTH_OF_TRUONG_SA = 12.05;

  const mercator = (lat) => (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;
  const span = (box) => ({ w: box.east - box.west, h: mercator(box.north) - mercator(box.south) });
  const southwards = (lat) => mercator(COUNTRY.north) - mercator(lat);
  const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
  const ratio = (box) => span(box).w / span(box).h;
  const size = (box, width) => ({ width, height: width / ratio(box) });
  const country = span(COUNTRY);
  const greatest = (height) => (height - 2 * PAD) / country.h;

  function columns(width, height) {
    const inner = { w: width - 2 * PAD, h: height - 2 * PAD };
    const core = country.w - FREE_WEST - FREE_EAST;
    const left = clamp(Math.min(0.27 * width, 0.66 * inner.h * ratio(INSETS.south)), 150, 480);
    const least = clamp(0.23 * width, LEAST_COLUMN, LEGEND);
    const scale = Math.min(greatest(height), (inner.w - left - least) / core);
    const spare = inner.w - left - least - core * scale;
    const right = least + clamp(spare - 2 * GAP, 0, 0.5 * inner.h * ratio(INSETS.north) - least);
    const rest = inner.w - left - right - core * scale;
    const gap = Math.min(GAP, rest / 2);
    return { left, right, scale, gap, margin: PAD + Math.max(0, rest / 2 - gap) };
  }

  // Above the legend or, where a long legend leaves too little, in the sea left of it and north of Hoàng Sa.
  function northInset(width, height, legendHeight, cols, box) {
    const above = Math.min(cols.right, (height - 3 * PAD - legendHeight) * ratio(INSETS.north));
    const edge = width - cols.margin - Math.min(LEGEND, cols.right) - PAD;
    const low = box.top + southwards(NORTH_OF_HOANG_SA) * box.scale - 2 * PAD;
    const open = edge - box.left - (EAST_OF_MONG_CAI - COUNTRY.west) * box.scale - 5 * PAD;
    const beside = Math.min(open, low * ratio(INSETS.north));
    const [widest, right] = above >= beside ? [above, width - cols.margin] : [beside, edge];
    const place = { left: right - widest, top: PAD, ...size(INSETS.north, widest) };
    return { key: "north", box: INSETS.north, side: "right", ...place };
  }

  function wide(width, height, legendHeight) {
    const cols = columns(width, height);
    const left = cols.margin + cols.left + cols.gap - FREE_WEST * cols.scale;
    const box = { scale: cols.scale, left, top: (height - country.h * cols.scale) / 2 };
    const south = size(INSETS.south, cols.left);
    const insets = [
      { key: "south", box: INSETS.south, side: "left", left: cols.margin, top: height - PAD - south.height, ...south },
      northInset(width, height, legendHeight, cols, box),
    ].filter((inset) => inset.width >= LEAST_INSET);
    const legend = { right: cols.margin, bottom: PAD };
    return { kind: "wide", frame: { width, height }, country: box, insets, legend };
  }

  // How large the country can be when the legend begins at a meridian.
  function plainScale(width, height, meridian) {
    const beside = (width - 2 * PAD - LEAST_COLUMN - 8) / (meridian - COUNTRY.west);
    return Math.min(greatest(height), (width - 2 * PAD) / country.w, beside);
  }

  function plainAt(width, height, legendHeight, meridian) {
    const scale = plainScale(width, height, meridian);
    const spare = width - 2 * PAD - LEAST_COLUMN - 8 - (meridian - COUNTRY.west) * scale;
    const left = Math.min(PAD + spare / 3, width - PAD - country.w * scale);
    const lowest = height - PAD - country.h * scale;
    const underLegend = PAD + legendHeight + 8 - southwards(NORTH_OF_TRUONG_SA) * scale;
    const least = meridian === EAST_OF_HOANG_SA ? underLegend : PAD;
    if (least > lowest) return null;
    const box = { scale, left, top: Math.max(least, (lowest + PAD) / 2) };
    return { kind: "plain", frame: { width, height }, country: box, insets: [], legend: { right: PAD, top: PAD } };
  }

  // Too narrow for insets: the legend stands in the sea north of Trường Sa or, a long one, east of it; null where
  // neither is free.
  function plain(width, height, legendHeight) {
    const north = plainAt(width, height, legendHeight, EAST_OF_HOANG_SA);
    if (north || legendHeight > height - 2 * PAD) return north;
    return width >= NARROW ? plainAt(width, height, legendHeight, EAST_OF_TRUONG_SA) : null;
  }

  function narrow(width, height, legendHeight) {
    const gap = 8;
    const natural = (width - 2 * gap) / ratio(COUNTRY) + 2 * gap;
    const least = Math.min(natural, height - legendHeight - 2 * gap);
    const rest = height - least - legendHeight - 4 * gap;
    const across = ratio(INSETS.north) + ratio(INSETS.south);
    const row = rest < 160 ? 0 : Math.min(rest, (width - 3 * gap) / across);
    const mapHeight = row ? least + rest - row : height - legendHeight - 2 * gap;
    const scale = Math.min((width - 2 * gap) / country.w, (mapHeight - 2 * gap) / country.h);
    const box = { scale, left: (width - country.w * scale) / 2, top: (mapHeight - country.h * scale) / 2 };
    const top = mapHeight + legendHeight + 2 * gap;
    const inset = (key, left) =>
      ({ key, box: INSETS[key], side: "below", left, top, width: row * ratio(INSETS[key]), height: row });
    const insets = row ? [inset("north", gap), inset("south", 2 * gap + row * ratio(INSETS.north))] : [];
    const legend = { right: gap, top: mapHeight + gap };
    return { kind: "narrow", frame: { width, height: mapHeight }, country: box, insets, legend };
  }

  // The arrangement that draws the country larger; a phone always has legend and insets below.
  function kindOf(width, height) {
    if (width >= NARROW) return columns(width, height).scale < SMALLEST * greatest(height) ? "plain" : "wide";
    const narrowScale = Math.min((width - 16) / country.w, (height - USUAL_LEGEND - 16) / country.h);
    return width >= PHONE && plainScale(width, height, EAST_OF_HOANG_SA) > narrowScale ? "plain" : "narrow";
  }

  function legendWidth(kind, width, height) {
    if (kind === "narrow") return width - 16;
    return kind === "plain" ? LEAST_COLUMN : Math.min(LEGEND, columns(width, height).right);
  }

  // measure(kind, width) sets the legend in that width and returns its height.
  tc.layout = function (width, height, measure) {
    const arrange = { wide, plain, narrow };
    const planned = (kind) => arrange[kind](width, height, measure(kind, legendWidth(kind, width, height)));
    return planned(kindOf(width, height)) || planned("narrow");
  };

  // What a frame shows beyond the country, and the centre it looks at, as degrees.
  tc.outlook = function ({ frame, country: { scale, left, top } }) {
    const latitude = (y) => (Math.atan(Math.exp((y * Math.PI) / 180)) * 360) / Math.PI - 90;
    const west = COUNTRY.west - left / scale;
    const north = mercator(COUNTRY.north) + top / scale;
    const at = (x, y) => L.latLng(latitude(north - y / scale), west + x / scale);
    const zoom = Math.log2((scale * 360) / 256);
    const bounds = L.latLngBounds(at(0, frame.height), at(frame.width, 0));
    return { zoom, centre: at(frame.width / 2, frame.height / 2), bounds };
  };

  tc.latLngBounds = (box) => L.latLngBounds([box.south, box.west], [box.north, box.east]);
})((window.toancanh = window.toancanh || {}));
