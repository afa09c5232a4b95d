/* Two windows in step: the one the room sees and the presenter's, by a channel or, from a file, by messages. */
const channel = "BroadcastChannel" in window ? new BroadcastChannel(`toan-canh-${deck.id}`) : null;
const began = Date.now();
let other = window.opener;

function send() {
  const told = { deck: deck.id, place, black: byId("black").classList.contains("shown") };
  channel?.postMessage(told);
  if (other && !other.closed) other.postMessage(told, "*");
}

function follow(event) {
  const told = event.data;
  if (!told || told.deck !== deck.id) return;
  if (event.source) other = event.source;
  if (told.hello) return send();
  byId("black").classList.toggle("shown", Boolean(told.black));
  if (told.place !== place) show(told.place, { tell: false });
}

function openPresenter() {
  if (presenting) return;
  const address = `${location.href.split("#")[0]}#presenter-${place}`;
  const opened = window.open(address, `presenter-${deck.id}`, "popup,width=1280,height=760");
  if (opened) other = opened;
  else say(deck.words.blocked);
}

function drawDesk() {
  const next = slides[place + 1];
  byId("upcoming").textContent = next ? `${deck.words.next}: ${next.dataset.title}` : deck.words.last;
  byId("desk-title").textContent = `${deck.words.now}: ${place}/${slides.length - 1} · ${slides[place].dataset.title}`;
  byId("desk-notes").textContent = slides[place].dataset.notes || deck.words.no_notes;
}

function tick() {
  const passed = Math.floor((Date.now() - began) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const now = new Date();
  byId("clock-now").textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
  byId("clock-passed").textContent = `${two(Math.floor(passed / 60))}:${two(passed % 60)}`;
}

if (channel) channel.onmessage = follow;
addEventListener("message", follow);
if (presenting) {
  document.body.classList.add("presenter");
  document.title = `${deck.words.presenter} – ${document.title}`;
  setInterval(tick, 500);
  tick();
  const hello = { deck: deck.id, hello: true };
  channel?.postMessage(hello);
  if (other) other.postMessage(hello, "*");
}
