/* Two windows in step: the one the room sees and the presenter's window that was opened from it. No third one leads. */
const began = Date.now();
let other = presenting ? window.opener : null; // whoever opened a plain window is no presenter

function send() {
  if (!other || other.closed) return;
  const black = byId("black").classList.contains("shown");
  other.postMessage({ deck: deck.id, place, black, marked: slides[place].dataset.marked ?? "" }, "*");
}

function follow(event) {
  const told = event.data;
  if (!told || told.deck !== deck.id || !event.source) return;
  const unknown = event.source !== other;
  other = event.source;
  if (told.hello) {
    if (told.fresh || unknown) send();
    return;
  }
  byId("black").classList.toggle("shown", Boolean(told.black));
  if (told.place !== place) show(told.place, { tell: false });
  if (told.marked !== (slides[place].dataset.marked ?? "")) mark(told.marked, { tell: false });
  drawState();
}

function openPresenter() {
  if (presenting) return;
  const address = `${location.href.split("#")[0]}#presenter-${place}`;
  const opened = window.open(address, `presenter-${deck.id}`, "popup,width=1280,height=760");
  if (!opened) return say(deck.words.blocked);
  other = opened;
  send(); // a window that was open already follows whoever asked for it last
}

function drawDesk() {
  const next = slides[place + 1];
  byId("upcoming").textContent = next ? `${deck.words.next}: ${next.dataset.title}` : deck.words.last;
  byId("desk-title").textContent = `${deck.words.now}: ${place}/${slides.length - 1} · ${slides[place].dataset.title}`;
  byId("desk-notes").textContent = slides[place].dataset.notes || deck.words.no_notes;
  drawState();
}

/* what the room sees, where that is not the slide */
function drawState() {
  if (!presenting) return;
  const black = byId("black").classList.contains("shown");
  const joined = other && !other.closed;
  const state = byId("desk-state");
  const said = joined ? (black ? deck.words.room_black : "") : deck.words.room_gone;
  if (state.textContent !== said) state.textContent = said;
  document.body.classList.toggle("blacked", Boolean(joined && black));
}

function tick() {
  const passed = Math.floor((Date.now() - began) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const now = new Date();
  byId("clock-now").textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
  byId("clock-passed").textContent = `${two(Math.floor(passed / 60))}:${two(passed % 60)}`;
  drawState();
}

function greet(fresh) {
  if (other && !other.closed) other.postMessage({ deck: deck.id, hello: true, fresh }, "*");
}

addEventListener("message", follow);
if (presenting) {
  document.body.classList.add("presenter");
  document.title = `${deck.words.presenter} – ${document.title}`;
  setInterval(tick, 500);
  setInterval(greet, 2000, false); // a room's window that was loaded again learns who stands beside it
  tick();
  greet(true);
}
