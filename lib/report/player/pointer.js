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
  const text = pointing ? event.target.closest?.("[data-told]")?.dataset.told : "";
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

function mark(unit) {
  const slide = slides[place];
  const same = slide.dataset.marked === unit;
  slide.dataset.marked = same ? "" : unit;
  slide.classList.toggle("marked", Boolean(unit) && !same);
  for (const shape of slide.querySelectorAll("[data-unit]")) {
    shape.classList.toggle("unit", !same && shape.dataset.unit === unit);
  }
}

function values() {
  pointing = !pointing;
  say(pointing ? deck.words.values_on : deck.words.values_off);
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
  if (presenting) return;
  mark(event.target.closest?.("[data-unit]")?.dataset.unit ?? "");
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
