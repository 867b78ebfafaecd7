// The table: phones, their clock, and the stream of what happens.
import { element } from "./bubble.js";
import { Phone, connect } from "./phone.js";

const table = {
  phones: new Map(), contacts: [], due: {}, ahead: 0, chosen: null,
  now() { return Date.now() + this.ahead; },
  choose(key) {
    this.chosen = key;
    for (const [name, phone] of this.phones) phone.node.classList.toggle("chosen", name === key);
    for (const tab of document.querySelectorAll(".tabs button")) {
      tab.setAttribute("aria-selected", String(tab.dataset.key === key));
      if (tab.dataset.key === key) tab.classList.remove("new");
    }
    this.phones.get(key)?.toEnd();
  },
  stir(key) { if (key !== this.chosen) document.querySelector(`.tabs [data-key="${key}"]`)?.classList.add("new"); },
};

connect(async (where, asked, phone) => {
  const answer = await fetch(where, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) }).catch(() => null);
  if (!answer) { notice("The simulator is not there any more. Start it again."); return null; }
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) { phone ? phone.toast(said.error) : notice(said.error); return null; }
  return said;
});
const send = (where, asked) => fetch(where, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) })
  .then(async (answer) => { if (!answer.ok) notice((await answer.json()).error); }).catch(() => notice("The simulator is not there any more."));

let noticed;
function notice(words) {
  const box = document.querySelector(".notice");
  box.textContent = words;
  box.hidden = false;
  clearTimeout(noticed);
  noticed = setTimeout(() => { box.hidden = true; }, 7000);
}

// ---- everything anew
function hello({ phones, contacts, clock, fallen }) {
  table.contacts = contacts;
  const there = new Set(phones.map((one) => one.key));
  for (const [key, phone] of table.phones) if (!there.has(key)) { phone.node.remove(); table.phones.delete(key); }
  for (const state of phones) {
    const known = table.phones.get(state.key);
    if (known) { known.settings = null; known.footed = ""; known.unread = {}; known.editing = null; known.closeSheet(); known.load(state); continue; }
    const phone = new Phone(table, state);
    table.phones.set(state.key, phone);
    document.getElementById("table").append(phone.node);
    phone.toEnd();
  }
  tabs();
  document.getElementById("third").hidden = there.has("sol");
  document.body.classList.toggle("three", there.size > 2);
  setClock(clock);
  if (fallen) notice(`The bot has stopped: ${fallen}`);
}

function tabs() {
  document.querySelector(".tabs").replaceChildren(...[...table.phones.values()].map((phone) => {
    const tab = element("button", "", phone.settings.name);
    tab.dataset.key = phone.key;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", phone.node.id);
    tab.addEventListener("click", () => table.choose(phone.key));
    return tab;
  }));
  table.choose(table.phones.has(table.chosen) ? table.chosen : table.phones.keys().next().value);
}

// ---- the clock
function setClock({ now, moving, playing, due }) {
  table.ahead = now * 1000 - Date.now();
  table.due = due;
  if (table.moving && !moving) document.body.dataset.journeys = Number(document.body.dataset.journeys || 0) + 1;
  table.moving = moving;
  for (const button of document.querySelectorAll("[data-clock]")) button.disabled = moving && button.dataset.clock !== "stop";
  document.getElementById("stop").hidden = !moving;
  document.getElementById("play").hidden = moving;
  if (playing) document.documentElement.style.setProperty("--mended", Math.round((playing.day / playing.of) * 100));
  document.getElementById("stop").textContent = playing ? `Stop (day ${playing.day} of ${playing.of})` : "Stop";
  tick();
}

function tick() {
  const now = new Date(table.now());
  document.getElementById("world-time").textContent = now.toISOString().slice(11, 16);
  document.getElementById("world-date").textContent = `${new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(now)}, UTC`;
  for (const phone of table.phones.values()) phone.tick();
}
setInterval(tick, 1000);

for (const button of document.querySelectorAll("[data-clock]")) button.addEventListener("click", () => send("/clock", { do: button.dataset.clock }));
document.getElementById("third").addEventListener("click", () => send("/phones", { do: "add", phone: "sol" }));
document.getElementById("theme").addEventListener("click", () => window.switchTheme());
document.getElementById("reset").addEventListener("click", () => {
  document.documentElement.style.removeProperty("--mended");
  send("/clock", { do: "reset" });
});
document.addEventListener("click", (event) => {
  for (const plate of document.querySelectorAll(".plate[open]")) if (!plate.contains(event.target)) plate.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const plate of document.querySelectorAll(".plate[open]")) { plate.open = false; plate.querySelector("summary").focus(); }
});

// ---- what happens
const stream = new EventSource("/events");
stream.addEventListener("error", () => notice("The simulator does not answer. Is it still running?"));
const heard = {
  hello, clock: setClock,
  phone: (data) => table.phones.get(data.key)?.set(data),
  message: (data) => table.phones.get(data.phone)?.message(data),
  delete: (data) => table.phones.get(data.phone)?.remove(data),
  answer: (data) => table.phones.get(data.phone)?.answer(data),
  members: (data) => table.phones.get(data.phone)?.members(data),
  typing: (data) => table.phones.get(data.phone)?.typing(data),
  offers: (data) => table.phones.get(data.phone)?.offered(data),
  toast: (data) => table.phones.get(data.phone)?.toast(data.text),
  menu: (data) => { const phone = table.phones.get(data.phone); if (phone) { phone.menu = data.menu; phone.set(data.settings); } },
  notice: ({ words }) => notice(words),
  fallen: ({ words }) => notice(`The bot has stopped: ${words}`),
};
for (const [kind, act] of Object.entries(heard)) stream.addEventListener(kind, (event) => act(JSON.parse(event.data)));
