// Which name gets which place: no two overlap, none is cut, as many as possible, each as well as the others allow.
(function (tc) {
  "use strict";

  const ROUNDS = 12;
  const TRIED = 40; // places looked at when two names argue
  const DEARER = 1; // what a place beside a unit may cost more than the name's own, to have its value there
  const WORTH = 0.05; // the least saving two names move for

  function placeInOrder(items) {
    const placed = [];
    const missed = [];
    items.forEach((item) => {
      const boxes = placed.map((name) => name.box);
      const place = item.places.find((option) => tc.boxes.isFree(option.box, boxes));
      if (place) placed.push({ ...place, item });
      else if (!item.onlyInside) missed.push(item);
    });
    return { placed, missed };
  }

  // The unit in focus and large units first; a name left over goes to the front of the next round, and the round with
  // the most names wins.
  function mostNames(items) {
    let order = [...items].sort((a, b) => b.first - a.first || a.onlyInside - b.onlyInside || b.size - a.size);
    let result = placeInOrder(order);
    let best = result;
    for (let round = 1; round < ROUNDS && best.missed.length; round++) {
      const { missed } = result;
      order = [...missed, ...order.filter((item) => !missed.includes(item))];
      result = placeInOrder(order);
      if (result.missed.length < best.missed.length) best = result;
    }
    return best.placed;
  }

  // A name moves to a cheaper place when at most one other name has to make way and both together gain.
  function improve(name, placed) {
    for (const option of name.item.places.slice(0, TRIED)) {
      if (option.cost >= name.cost - WORTH) return;
      const others = placed.filter((other) => other !== name);
      const inTheWay = others.filter((other) => !tc.boxes.isFree(option.box, [other.box]));
      if (inTheWay.length > 1) continue;
      const [other] = inTheWay;
      const boxes = [option.box, ...others.filter((one) => one !== other).map((one) => one.box)];
      const retreat = other && other.item.places.slice(0, TRIED).find((place) => tc.boxes.isFree(place.box, boxes));
      if (other && (!retreat || retreat.cost + option.cost > other.cost + name.cost - WORTH)) continue;
      if (other) Object.assign(other, retreat);
      Object.assign(name, option);
      return;
    }
  }

  tc.placeNames = function (items, ground, taken, view, fonts) {
    const visible = items.filter((item) => tc.boxes.meet(item.shape.box, view));
    visible.forEach((item) => (item.places = tc.candidates(item, ground, fonts, taken, view)));
    const placed = mostNames(visible);
    [...placed].sort((a, b) => b.cost - a.cost).forEach((name) => improve(name, placed));
    return placed;
  };

  function withValue(place, item, fonts) {
    const { left, right, top, bottom } = place.box;
    const middle = (left + right) / 2;
    const half = Math.max(right - left, tc.textWidth(item.value, fonts.value)) / 2;
    const more = fonts.valueLine / 2;
    return { left: middle - half, right: middle + half, top: top - more, bottom: bottom + more };
  }

  // A value is read where it stays on its unit, or where a name beside its unit stays off all land.
  function legible(place, box, item, ground) {
    const { own, others } = tc.footing(box, item.shape, ground);
    return place.own >= 8 ? own >= 9 : own === 0 && others === 0;
  }

  // A second line with the value wherever it can be read and disturbs no name: on the unit first, then beside it.
  tc.addValues = function (names, ground, taken, view, fonts) {
    names.filter((name) => name.item.value).forEach((name) => {
      const others = [...taken, ...names.filter((other) => other !== name).map((other) => other.box)];
      const { places } = name.item;
      const besides = places.filter((option) => option.own === 0 && option.cost <= name.cost + DEARER);
      for (const place of [...places.filter((option) => option.own >= 8), ...besides]) {
        const box = withValue(place, name.item, fonts);
        if (!tc.boxes.within(box, view) || !tc.boxes.isFree(box, others)) continue;
        if (!legible(place, box, name.item, ground)) continue;
        Object.assign(name, place, { box, value: name.item.value });
        break;
      }
    });
  };
})((window.toancanh = window.toancanh || {}));
