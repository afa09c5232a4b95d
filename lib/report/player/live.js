/* Asks the app now and then whether anything is newer; when the app is gone the show goes on without a word. */
let known = "";

async function ask() {
  let answer;
  try {
    const response = await fetch(deck.news, { cache: "no-store" });
    if (!response.ok) return;
    answer = await response.json();
  } catch {
    return;
  }
  const news = `${answer.mark}|${answer.title}`;
  if (news === known) return;
  known = news;
  const stale = answer.mark !== deck.mark;
  const banner = byId("banner");
  banner.dataset.full = answer.title || stale ? "yes" : "";
  byId("banner-title").textContent = answer.title || (stale ? deck.words.edited : "");
  byId("banner-lines").replaceChildren(...answer.lines.map((line) => {
    const entry = document.createElement("li");
    entry.textContent = line;
    return entry;
  }));
  byId("banner-reload").hidden = !stale;
  banner.classList.toggle("shown", Boolean(banner.dataset.full));
}

if (deck.live && !presenting) {
  byId("banner-reload").addEventListener("click", () => {
    leaving = true;
    location.reload();
  });
  ask();
  setInterval(ask, 60000);
}
show(place, { tell: !presenting });
document.documentElement.dataset.ready = "yes";
