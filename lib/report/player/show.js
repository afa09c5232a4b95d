/* Which slide is shown. All slides are in the document; showing one only changes what is visible. */
const deck = JSON.parse(document.getElementById("deck").textContent);
const slides = [...document.querySelectorAll(".slide")];
const byId = (name) => document.getElementById(name);
const presenting = location.hash.startsWith("#presenter");
let place = placeOf(location.hash);
let looping = 0;

function placeOf(hash) {
  const number = Number.parseInt(hash.replace(/[^0-9]/g, ""), 10);
  return Number.isInteger(number) ? Math.max(0, Math.min(slides.length - 1, number)) : 0;
}

function show(wanted, { tell = true } = {}) {
  place = Math.max(0, Math.min(slides.length - 1, wanted));
  slides.forEach((slide, number) => {
    slide.classList.toggle("now", number === place);
    slide.classList.toggle("next", presenting && number === place + 1);
    slide.setAttribute("aria-hidden", String(number !== place));
  });
  byId("where").textContent = `${place}/${slides.length - 1}`;
  byId("notes-text").textContent = slides[place].dataset.notes || deck.words.no_notes;
  byId("told").classList.remove("shown");
  nameMarked();
  try {
    history.replaceState(null, "", presenting ? `#presenter-${place}` : `#${place}`);
  } catch { /* a page opened from a file may not be allowed to: then only a reload forgets its place */ }
  if (presenting) drawDesk();
  if (looping) waitForNext();
  if (tell) send();
}

const step = (by) => show(place + by);

function say(text) {
  const said = byId("said");
  said.textContent = text;
  said.classList.add("shown");
  clearTimeout(said.timer);
  said.timer = setTimeout(() => said.classList.remove("shown"), 2600);
}

function toggle(name, wanted) {
  const shown = byId(name).classList.toggle("shown", wanted);
  if (name === "black") {
    send();
    drawState();
  }
  return shown;
}

/* the loop of a lobby screen: a slide without seconds of its own stays, unless none has any */
function waitForNext() {
  clearTimeout(looping);
  const own = slides.map((slide) => Number(slide.dataset.seconds));
  const seconds = own.some((each) => each > 0) && place > 0 ? own[place] : 15;
  looping = seconds > 0 ? setTimeout(() => show(place + 1 < slides.length ? place + 1 : 0), seconds * 1000) : -1;
}

function loop() {
  if (looping) {
    clearTimeout(looping);
    looping = 0;
    say(deck.words.halted);
  } else {
    say(deck.words.looping);
    waitForNext();
  }
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

/* F5 starts a show where it is known from; here it never loads the page again: a server may be gone */
function keepOn() {
  if (!presenting && !document.fullscreenElement) fullScreen();
}

let leaving = false;
addEventListener("beforeunload", (event) => {
  const full = document.fullscreenElement || matchMedia("(display-mode: fullscreen)").matches;
  if (full && !presenting && !leaving) event.preventDefault(); // in the midst of a show the browser asks first
});

addEventListener("hashchange", () => show(placeOf(location.hash)));
