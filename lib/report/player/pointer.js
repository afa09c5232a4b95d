/* What the pointer does: it fades, points, rolls light over the slide, draws; a unit is marked by a click. */
let idle = 0;
let pointing = false;
let touch = null;

function awake() {
  document.body.classList.remove("idle");
  clearTimeout(idle);
  idle = setTimeout(() => document.body.classList.add("idle"), 3000);
}

/* a browser shows titles by itself and everywhere: here they wait until they are asked for */
for (const title of document.querySelectorAll(".slide svg title")) {
  const shape = title.parentNode;
  if (shape.dataset && title.textContent.trim()) shape.dataset.told = title.textContent;
  title.remove();
}

function tell(event) {
  const told = byId("told");
  const text = pointing ? near(event, "[data-told]")?.dataset.told : "";
  told.classList.toggle("shown", Boolean(text));
  if (!text) return;
  told.textContent = text;
  const right = event.clientX > innerWidth / 2;
  const low = event.clientY > innerHeight / 2;
  told.style.left = right ? "auto" : `${event.clientX + 18}px`;
  told.style.right = right ? `${innerWidth - event.clientX + 18}px` : "auto";
  told.style.top = low ? "auto" : `${event.clientY + 18}px`;
  told.style.bottom = low ? `${innerHeight - event.clientY + 18}px` : "auto";
}

/* lines and dots are thin: what lies close by counts too, but not on a map, where the sea takes a mark away */
function near(event, wanted) {
  const direct = event.target.closest?.(wanted);
  if (direct || slides[place].querySelector(".map")) return direct;
  for (const far of [4, 8, 12, 16]) {
    for (let turn = 0; turn < 2 * Math.PI; turn += Math.PI / 4) {
      const [x, y] = [event.clientX + far * Math.cos(turn), event.clientY + far * Math.sin(turn)];
      const found = document.elementFromPoint(x, y)?.closest(`.slide.now ${wanted}`);
      if (found) return found;
    }
  }
  return null;
}

function mark(unit, { tell = true } = {}) {
  const slide = slides[place];
  slide.dataset.marked = unit;
  slide.classList.toggle("marked", Boolean(unit));
  for (const shape of slide.querySelectorAll("[data-unit]")) shape.classList.toggle("unit", shape.dataset.unit === unit);
  nameMarked();
  if (tell) send();
}

/* who is marked, where no text on the slide says so: a thin line among many, a unit on a map */
function nameMarked() {
  const marked = [...slides[place].querySelectorAll("[data-unit].unit")];
  const told = marked.filter((each) => each.dataset.told).at(-1);
  const card = byId("named");
  const needed = told && !marked.some((each) => each.tagName === "text");
  card.classList.toggle("shown", Boolean(needed));
  if (!needed) return;
  card.textContent = told.dataset.told.split("\n")[0]; // the rest is told by pointing
  const box = told.getBoundingClientRect();
  const right = box.right + 12 + card.offsetWidth <= innerWidth;
  card.style.left = `${right ? box.right + 12 : Math.max(0, box.left - 12 - card.offsetWidth)}px`;
  card.style.top = `${Math.max(0, Math.min(box.top, innerHeight - card.offsetHeight - 12))}px`;
}
addEventListener("resize", nameMarked);

/* the same from the keyboard: those in focus first, units of a map by name, rows and lines as they stand */
function markNext(by) {
  const slide = slides[place];
  const found = new Map([...slide.querySelectorAll("[data-unit]")].map((each) => [each.dataset.unit, each.dataset.told ?? ""]));
  if (!found.size) return say(deck.words.no_units);
  const names = [...found.keys()];
  if (slide.querySelector(".map")) names.sort((one, two) => found.get(one).localeCompare(found.get(two), "vi"));
  const first = JSON.parse(slide.querySelector("svg").dataset.first ?? "[]").filter((name) => found.has(name));
  const turn = [...new Set([...first, ...names])];
  const at = turn.indexOf(slide.dataset.marked);
  mark(turn[at < 0 && by < 0 ? turn.length - 1 : (at + by + turn.length) % turn.length]);
}

function values() {
  pointing = !pointing;
  const slide = slides[place];
  const kind = slide.querySelector(".map") ? "map" : slide.querySelector("[data-told]") ? "chart" : "none";
  say(pointing ? deck.words[`values_${kind}`] : deck.words.values_off);
}

const ink = byId("pen");
const brush = ink.getContext("2d");
let strokes = [];
let stroke = null;

function pen() {
  const drawing = document.body.classList.toggle("pen");
  strokes = [];
  stroke = null;
  say(drawing ? deck.words.pen_on : deck.words.pen_off);
}

function paint() {
  const now = performance.now();
  strokes = strokes.filter((each) => each === stroke || now - each.ended < 4000);
  brush.clearRect(0, 0, ink.width, ink.height);
  for (const each of strokes) {
    const age = each === stroke ? 0 : now - each.ended;
    brush.globalAlpha = Math.max(0, Math.min(1, (4000 - age) / 1500));
    brush.lineWidth = 6;
    brush.lineCap = brush.lineJoin = "round";
    brush.strokeStyle = "#e0004d";
    brush.beginPath();
    each.points.forEach(([x, y], at) => (at ? brush.lineTo(x, y) : brush.moveTo(x, y)));
    brush.stroke();
  }
  if (strokes.length) requestAnimationFrame(paint);
}

ink.addEventListener("pointerdown", (event) => {
  if (ink.width !== innerWidth || ink.height !== innerHeight) [ink.width, ink.height] = [innerWidth, innerHeight];
  stroke = { points: [[event.clientX, event.clientY]], ended: 0 };
  strokes.push(stroke);
  requestAnimationFrame(paint);
});
ink.addEventListener("pointermove", (event) => stroke?.points.push([event.clientX, event.clientY]));
addEventListener("pointerup", () => {
  if (stroke) stroke.ended = performance.now();
  stroke = null;
});

addEventListener("pointermove", (event) => {
  awake();
  byId("spot").style.setProperty("--x", `${event.clientX}px`);
  byId("spot").style.setProperty("--y", `${event.clientY}px`);
  tell(event);
});
byId("stage").addEventListener("click", (event) => {
  if (!event.target.closest?.(".slide.now")) return;
  const unit = near(event, "[data-unit]")?.dataset.unit ?? "";
  if (unit || slides[place].dataset.marked) mark(unit === slides[place].dataset.marked ? "" : unit);
});

addEventListener("touchstart", (event) => {
  if (event.target.closest?.(".broad .figure")) return void (touch = null);
  touch = event.touches.length === 1 ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
}, { passive: true });
addEventListener("touchend", (event) => {
  if (!touch || document.body.classList.contains("pen")) return;
  const [dx, dy] = [event.changedTouches[0].clientX - touch.x, event.changedTouches[0].clientY - touch.y];
  if (Math.abs(dx) > 50 && Math.abs(dx) > 1.6 * Math.abs(dy)) step(dx < 0 ? 1 : -1);
  touch = null;
}, { passive: true });

/* held upright a phone shows the figure alone, as wide as it is: the words stand below as text */
const upright = matchMedia("(max-aspect-ratio: 3/4)");
function crop() {
  for (const slide of slides) {
    const svg = slide.querySelector("svg");
    const shown = upright.matches && !presenting ? slide.dataset.figure : "0 0 1920 1080";
    svg.setAttribute("viewBox", shown);
    const [, , width, height] = shown.split(" ").map(Number);
    slide.classList.toggle("broad", upright.matches && width > 1.6 * height); // to be moved sideways, not shrunk
    svg.style.aspectRatio = `${width} / ${height}`;
  }
}
upright.addEventListener("change", crop);
addEventListener("beforeprint", () => slides.forEach((slide) => slide.querySelector("svg").setAttribute("viewBox", "0 0 1920 1080")));
addEventListener("afterprint", crop);
crop();
document.body.classList.add("idle"); // nothing lies over the first slide until the pointer is moved
