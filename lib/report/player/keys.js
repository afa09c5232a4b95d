/* Which key does what; a clicker sends PageUp and PageDown. Keys with Ctrl, Alt or Meta stay the browser's. */
let typed = "";

function escape() {
  if (document.body.classList.contains("pen")) pen();
  for (const name of ["help", "notes", "room", "spot", "black"]) toggle(name, false);
  if (slides[place].dataset.marked) mark("");
}

function enter() {
  if (typed) show(Number.parseInt(typed, 10));
  else step(1);
  typed = "";
}

const keys = {
  ArrowRight: () => step(1), ArrowDown: () => step(1), PageDown: () => step(1),
  ArrowLeft: () => step(-1), ArrowUp: () => step(-1), PageUp: () => step(-1), Backspace: () => step(-1),
  " ": (event) => step(event.shiftKey ? -1 : 1), Enter: enter,
  Home: () => show(0), End: () => show(slides.length - 1), Escape: escape,
  f: fullScreen, F5: keepOn, u: (event) => markNext(event.shiftKey ? -1 : 1), b: () => toggle("black"), ".": () => toggle("black"), n: () => toggle("notes"),
  s: () => toggle("spot"), p: pen, l: loop, h: values, o: openPresenter, "?": () => toggle("help"),
  g: () => deck.live && byId("banner").dataset.full && toggle("banner"), q: () => deck.live && toggle("room"),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^[0-9]$/.test(event.key)) {
    typed += event.key;
    return;
  }
  const action = keys[event.key] ?? keys[event.key.toLowerCase()];
  if (event.key !== "Enter") typed = "";
  if (!action) return;
  event.preventDefault();
  action(event);
});

for (const button of document.querySelectorAll("[data-key]")) {
  button.addEventListener("click", () => {
    keys[button.dataset.key]({ shiftKey: false });
    button.blur(); // or the space bar would press it again
  });
}
