// Walking from unit to unit with the arrow keys: one tab stop for the whole country, Enter chooses.
(function (tc) {
  "use strict";

  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

  function nearest(places, from, [east, north]) {
    let best = null;
    places.forEach((place) => {
      const [x, y] = [place.point.lng - from.point.lng, place.point.lat - from.point.lat];
      const along = x * east + y * north;
      const aside = Math.abs(x * north) + Math.abs(y * east);
      const cost = along + 2 * aside;
      if (along > 0.05 && (!best || cost < best.cost)) best = { place, cost };
    });
    return best && best.place;
  }

  tc.walkable = function (sheet, places, paint, on) {
    const elements = new Map(places.map((place) => [place.area, sheet.byArea[place.area].getElement()]));
    const stop = elements.has(paint.focus) ? paint.focus : places[0].area;
    elements.forEach((element, area) => {
      const { label = area, value = "", lines = [] } = paint.areas[area] || {};
      element.setAttribute("tabindex", area === stop ? "0" : "-1");
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", [label, value, ...lines].join(". "));
      element.onfocus = () => on.focus(area);
      element.onblur = () => on.leave(area);
      element.onkeydown = (event) => {
        if (event.key === "Enter" || event.key === " ") on.choose(area);
        else if (WAYS[event.key]) {
          const next = nearest(places, places.find((place) => place.area === area), WAYS[event.key]);
          if (next) elements.get(next.area).focus();
        } else return;
        event.preventDefault();
      };
    });
  };
})((window.toancanh = window.toancanh || {}));
