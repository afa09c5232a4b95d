// Where a name could stand and what each place costs; which of them it gets is decided in placing.js.
(function (tc) {
  "use strict";

  // What a place costs, by the ten sample points of a name:
  const OTHERS_LAND = 1; // each one on another unit
  const NO_LAND = 0.3; // each one off the land, while others lie on it
  const ASTRIDE = 0.5; // the name crosses the border of its unit
  const BESIDE = 1.1; // the name stands free beside its unit
  const NEAR_OTHERS = 0.3; // each one of the points around a free name that lies on another unit
  const FAR = 0.012; // each px away from where it would stand best
  const TWO_LINES = 0.4;
  const LEAST_SIDE = 13; // px; a smaller unit is not named beside, nobody could tell which one is meant
  const MARGIN = 2; // px kept free around a name

  const canvas = document.createElement("canvas").getContext("2d");
  const widths = new Map();

  tc.textWidth = function (text, font) {
    const key = `${font}|${text}`;
    if (!widths.has(key)) {
      canvas.font = font;
      widths.set(key, canvas.measureText(text).width);
    }
    return widths.get(key);
  };
  tc.textSize = (lines, font, line) =>
    ({ w: Math.max(...lines.map((text) => tc.textWidth(text, font))), h: lines.length * line });

  // A name on one line, and on two where it has a place to break.
  function wrappings(name) {
    const words = name.split(" ");
    const breaks = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(" "), words.slice(at + 1).join(" ")]);
    const even = breaks.sort((a, b) => Math.max(...a.map((t) => t.length)) - Math.max(...b.map((t) => t.length)))[0];
    return even && name.length > 7 ? [[name], even] : [[name]];
  }

  const boxAround = (x, y, { w, h }) => ({ left: x - w / 2, top: y - h / 2, right: x + w / 2, bottom: y + h / 2 });
  const grown = ({ left, top, right, bottom }, by) =>
    ({ left: left - by, top: top - by, right: right + by, bottom: bottom + by });
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const within = (box, view) =>
    box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;

  const isFree = (box, taken) => {
    const wider = grown(box, MARGIN);
    return !taken.some((other) => meet(wider, other));
  };

  // How many of ten points of a box lie on the own unit, on others, on no land at all.
  function footing(box, own, ground) {
    const found = { own: 0, others: 0, none: 0 };
    for (let at = 0; at < 10; at++) {
      const x = box.left + (((at % 5) + 0.5) * (box.right - box.left)) / 5;
      const y = box.top + ((at < 5 ? 0.15 : 0.85) * (box.bottom - box.top));
      const unit = ground.at(x, y);
      if (unit === own.id) found.own++;
      else if (unit) found.others++;
      else found.none++;
    }
    return found;
  }

  // A name beside its unit must not read as its neighbour's: how many points around it lie on other units.
  function neighbours(box, own, ground) {
    const across = [0.1, 0.35, 0.65, 0.9].map((share) => box.left + share * (box.right - box.left));
    const down = [0.1, 0.5, 0.9].map((share) => box.top + share * (box.bottom - box.top));
    const around = [
      ...across.flatMap((x) => [[x, box.top - 6], [x, box.bottom + 6]]),
      ...down.flatMap((y) => [[box.left - 4, y], [box.right + 4, y]]),
    ];
    return around.filter(([x, y]) => ![0, own.id].includes(ground.at(x, y))).length;
  }

  function landCost({ own, others, none }, box, item, ground) {
    if (none === 10) return BESIDE + NEAR_OTHERS * neighbours(box, item, ground);
    return others * OTHERS_LAND + none * NO_LAND + (own < 10 ? ASTRIDE : 0);
  }

  // How far a unit reaches to the left and right within the rows a name would fill.
  function reach(own, top, bottom) {
    const xs = own.ring.filter((point) => point.y >= top && point.y <= bottom).map((point) => point.x);
    own.ring.forEach((a, at) => {
      const b = own.ring[(at + 1) % own.ring.length];
      [top, bottom].forEach((y) => {
        if (a.y > y !== b.y > y) xs.push(a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y));
      });
    });
    return xs.length ? [Math.min(...xs), Math.max(...xs)] : [own.x, own.x];
  }

  function offsets(own, size) {
    const { left, right, top, bottom } = own.box;
    const shares = [0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4];
    const inside = shares.flatMap((across) => shares.map((down) => [across * (right - left), down * (bottom - top)]));
    const large = Math.sqrt((right - left) * (bottom - top)) >= LEAST_SIDE;
    const besides = (large ? [0, -5, 5, -10, 10, -15, 15, -20, 20] : []).flatMap((dy) => {
      const [west, east] = reach(own, own.y + dy - size.h / 2, own.y + dy + size.h / 2);
      return [[east + 6 + size.w / 2 - own.x, dy], [west - 6 - size.w / 2 - own.x, dy]];
    });
    const far = ([dx, dy]) => [dx, dy, Math.hypot(dx, dy)];
    return [...inside.map(far), ...besides.map(([dx, dy]) => [dx, dy, Math.abs(dy)])];
  }

  // The places of a name within the view and free of obstacles, the cheapest first.
  tc.candidates = function (item, ground, fonts, taken, view) {
    const own = item.shape;
    const all = wrappings(item.name).flatMap((lines, extra) => {
      const size = tc.textSize(lines, fonts.name, fonts.line);
      return offsets(own, size).map(([dx, dy, far]) => {
        const box = boxAround(own.x + dx, own.y + dy, size);
        // the outline of the unit in focus must not run through its name
        const found = footing(item.first ? grown(box, 5) : box, own, ground);
        return { lines, box, own: found.own, cost: landCost(found, box, own, ground) + FAR * far + extra * TWO_LINES };
      });
    });
    const fits = ({ box, own, cost }) =>
      cost < fonts.dearest && (own === 10 || !item.onlyInside) && within(box, view) && isFree(box, taken);
    return all.filter(fits).sort((a, b) => a.cost - b.cost);
  };

  // The free box nearest to an anchor within the view; where nothing is free, the one nearest to the anchor.
  tc.freeBox = function (anchor, size, view, taken) {
    const clamp = (value, low, high, room) => Math.max(low + room / 2, Math.min(high - room / 2, value));
    const at = (x, y) =>
      boxAround(clamp(x, view.left, view.right, size.w), clamp(y, view.top, view.bottom, size.h), size);
    for (let far = 0; far < 600; far += 15) {
      for (let turn = 0; turn < (far ? 16 : 1); turn++) {
        const angle = (turn * Math.PI) / 8;
        const box = at(anchor.x + far * Math.cos(angle), anchor.y + far * Math.sin(angle));
        if (isFree(box, taken)) return box;
      }
    }
    return at(anchor.x, anchor.y);
  };

  tc.boxes = { meet, within, grown, boxAround, isFree };
  tc.footing = footing;
})((window.toancanh = window.toancanh || {}));
