// A phone: what it shows, and what its owner's fingers do.
import { avatar, bubble, element } from "./bubble.js";
import { faces, groupSheet, newGroup, told } from "./groups.js";
import { alertSheet, attachSheet, linkSheet, menuSheet, shareSheet } from "./sheets.js";
import { words } from "./words.js";

const ICON = {
  clip: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M19 11l-7.2 7.2a4.6 4.6 0 0 1-6.5-6.5l7.6-7.6a3 3 0 0 1 4.3 4.3l-7.6 7.5a1.5 1.5 0 0 1-2.1-2.1L14 7.4"/></svg>',
  send: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 19V5M5.5 11.5 12 5l6.5 6.5"/></svg>',
};
const KEPT = 160;
let post = async () => null;
export const connect = (poster) => { post = poster; };

export class Phone {
  constructor(table, state) {
    this.table = table;
    this.node = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.node.id = `phone-${state.key}`;
    this.node.dataset.key = state.key;
    this.key = state.key;
    this.chat = "bot";
    this.unread = {};
    this.offers = {};
    this.waiting = {};
    this.drafts = {};
    this.groups = new Map();
    this.closeSheet = () => {};
    this.part(".back").addEventListener("click", () => this.showChats(this.part(".chats").hidden));
    this.part(".about").addEventListener("click", () => groupSheet(this));
    this.knobs();
    this.load(state);
  }

  part(selector) { return this.node.querySelector(selector); }
  get zone() { return this.settings.zone; }
  get locale() { return this.settings.locale; }
  get plain() { return this.settings.plain; }
  // The group that is open, or nothing; where the bot is, it takes commands.
  get group() { return this.groups.get(this.chat); }
  get isBotHere() { return this.chat === "bot" || Boolean(this.group); }
  get words() { return words(this.settings.lang); }
  now() { return this.table.now(); }
  others() { return this.table.contacts.filter((one) => one.key && one.key !== this.key); }
  elsewhere(key) { return this.table.phones.get(key); }
  act(what, more = {}) { return post("/act", { phone: this.key, do: what, ...more }, this); }
  contact(chat) {
    if (chat === "bot") return { id: "bot", key: "bot", name: this.settings.bot.name };
    if (this.groups.has(chat)) return { id: chat, key: "group", name: this.groups.get(chat).title };
    return this.table.contacts.find((one) => one.id === chat) || { id: chat, key: "", name: "…" };
  }
  hour(at) { return this.format(at, { hour: "2-digit", minute: "2-digit" }); }
  date(at) { return this.format(at, { weekday: "short", day: "numeric", month: "short" }); }
  format(at, wanted) { return new Intl.DateTimeFormat(this.locale, { timeZone: this.zone, hourCycle: "h23", ...wanted }).format(new Date(at * 1000)); }

  // ---- what the world tells
  load(state) {
    const { chats, groups, menu, keyboard, ...settings } = state;
    this.groups = new Map(Object.entries(groups));
    this.chats = new Map(Object.entries(chats).map(([name, list]) => [name, new Map(list.map((one) => [one.id, one]))]));
    this.menu = menu;
    this.keyboard = keyboard;
    if (!this.chats.has(this.chat)) this.chat = "bot";
    this.set(settings);
  }

  set(settings) {
    const before = JSON.stringify(this.settings || null);
    this.settings = settings;
    if (before === JSON.stringify(settings)) return;
    this.node.classList.toggle("plain", settings.plain);
    this.node.classList.toggle("slow", settings.slow);
    this.node.classList.toggle("off", settings.off);
    this.node.setAttribute("aria-label", `${settings.name}: phone`);
    this.node.lang = settings.lang === "zh" ? "zh-Hans" : settings.locale;
    this.part('[data-knob="switch"]').checked = !settings.off;
    this.part('[data-knob="plain"]').checked = settings.plain;
    this.part('[data-knob="slow"]').checked = settings.slow;
    this.part('[data-knob="zone"]').value = settings.zone;
    this.part(".plate b").textContent = settings.name;
    this.part(".plate .quiet").textContent = `${settings.tongue} · ${settings.zone.split("/").pop().replaceAll("_", " ")}`;
    this.part(".back").setAttribute("aria-label", this.words.back);
    this.redraw();
    this.tick();
  }

  message({ chat, message, keyboard }) {
    if (!this.chats.has(chat)) this.chats.set(chat, new Map());
    const list = this.chats.get(chat);
    const known = list.has(message.id);
    list.set(message.id, message);
    if (list.size > KEPT) list.delete(list.keys().next().value);
    if (chat === "bot") { this.keyboard = keyboard; this.settings.started = true; }
    if (!message.mine && chat === this.chat) this.part(".typing").hidden = true;
    const looking = chat === this.chat && this.part(".chats").hidden;
    if (looking) this.place(message, known);
    if (!known && !message.mine && !looking) { this.unread[chat] = (this.unread[chat] || 0) + 1; this.notify(chat, message); }
    if (!message.mine) this.table.stir(this.key);
    this.head();
    this.foot();
    if (!this.part(".chats").hidden) this.showChats(true);
  }

  // Somebody came into a group or went: perhaps this phone's owner.
  members({ chat, group, messages }) {
    if (group) {
      this.groups.set(chat, group);
      this.chats.set(chat, new Map(messages.map((one) => [one.id, one])));
    } else {
      this.groups.delete(chat);
      this.chats.delete(chat);
      delete this.unread[chat];
      if (this.chat === chat) { this.closeSheet(); this.open("bot"); }
    }
    if (this.chat === chat) this.redraw();
    if (!this.part(".chats").hidden) this.showChats(true);
  }

  remove({ chat, id }) {
    this.chats.get(chat)?.delete(id);
    if (chat === this.chat) this.redraw();
  }

  answer({ message, data, text, alert, url }) {
    for (const button of this.node.querySelectorAll(`[data-id="${message}"] .waits`)) if (button.dataset.data === data) button.classList.remove("waits");
    for (const button of this.node.querySelectorAll(".waits")) button.classList.remove("waits");
    if (text && alert) alertSheet(this, text);
    else if (text) this.toast(text);
    if (url) this.follow(url);
  }

  typing({ chat }) {
    if (chat !== this.chat) return;
    const line = this.part(".typing");
    line.lastElementChild.textContent = this.words.typing;
    line.hidden = false;
    clearTimeout(this.typed);
    this.typed = setTimeout(() => { line.hidden = true; }, 5000);
  }

  offered({ query, offers }) {
    this.offers[query] = offers;
    this.waiting[query]?.(offers);
  }

  offersOf(query) {
    if (this.offers[query]) return Promise.resolve(this.offers[query]);
    return new Promise((done) => { this.waiting[query] = done; setTimeout(() => done(null), 8000); });
  }

  // ---- what is drawn
  redraw() {
    this.head();
    const list = this.part(".chat");
    const messages = [...(this.chats.get(this.chat)?.values() || [])];
    list.replaceChildren();
    this.lastDay = "";
    list.classList.toggle("empty", !messages.length);
    if (!messages.length && this.chat === "bot") list.append(this.welcome());
    for (const one of messages) this.append(one);
    this.foot();
    this.toEnd();
  }

  welcome() {
    const { bot } = this.settings;
    return element("li", "welcome", element("b", "", bot.name), bot.description || bot.about || "");
  }

  append(message) {
    const list = this.part(".chat");
    const day = this.date(message.at);
    if (day !== this.lastDay) { list.append(element("li", "day", day)); this.lastDay = day; }
    const node = bubble(message, this);
    list.append(node);
    return node;
  }

  place(message, known) {
    const list = this.part(".chat");
    const near = list.scrollHeight - list.scrollTop - list.clientHeight < 140;
    const old = list.querySelector(`[data-id="${message.id}"]`);
    if (known && old) {
      const focused = old.contains(document.activeElement);
      const node = bubble(message, this);
      node.classList.add("changed");
      old.replaceWith(node);
      if (focused) node.querySelector(".rows button")?.focus({ preventScroll: true });
    } else {
      if (list.classList.contains("empty")) { list.classList.remove("empty"); list.replaceChildren(); this.lastDay = ""; }
      this.append(message).classList.add("fresh");
      while (list.children.length > 2 * KEPT) list.firstElementChild.remove();
    }
    if (near || !known) this.toEnd();
  }

  toEnd() {
    const list = this.part(".chat");
    list.scrollTop = list.scrollHeight;
    for (const img of list.querySelectorAll("img")) if (!img.complete) img.addEventListener("load", () => { list.scrollTop = list.scrollHeight; }, { once: true });
  }

  head() {
    const who = this.contact(this.chat);
    const listed = !this.part(".chats").hidden;
    this.part(".who h2").textContent = listed ? this.words.chats : who.name;
    const group = !listed && this.group;
    const about = group ? faces(this).map((one) => one.name).join(this.words.comma) : this.chat === "bot" ? this.words.bot : this.words.person;
    this.part(".who p").textContent = listed ? "" : about;
    this.part(".about").hidden = !group;
    this.part(".about").setAttribute("aria-label", this.words.about);
    const face = avatar(who);
    face.hidden = listed;
    this.part(".bar .avatar").replaceWith(face);
    const others = Object.entries(this.unread).reduce((sum, [chat, n]) => sum + (chat === this.chat && !listed ? 0 : n), 0);
    const badge = this.part(".badge");
    badge.textContent = others;
    badge.hidden = !others;
  }

  tick() {
    const now = this.now() / 1000;
    this.part(".local").textContent = this.hour(now);
    this.part(".local").title = this.date(now);
    const due = this.table.due[this.key];
    this.part(".due").textContent = due ? `next ${this.date(due) === this.date(now) ? "" : `${new Intl.DateTimeFormat("en-GB", { timeZone: this.zone, weekday: "short" }).format(new Date(due * 1000))} `}${this.hour(due)}` : "";
  }

  showChats(on) {
    const list = this.part(".chats");
    list.hidden = !on;
    list.replaceChildren();
    if (on) {
      const names = new Set(["bot", ...this.others().map((one) => one.id), ...this.chats.keys()]);
      for (const name of names) {
        const who = this.contact(name);
        const last = [...(this.chats.get(name)?.values() || [])].pop();
        const button = element("button", "", avatar(who), element("div", "", element("b", "", who.name), element("p", "", last ? this.preview(last) : this.words.nothing)));
        if (this.unread[name]) button.append(element("b", "badge", this.unread[name]));
        button.addEventListener("click", () => this.open(name));
        list.append(button);
      }
      if (this.others().length) list.append(newGroup(this));
    }
    this.head();
  }

  open(name) {
    this.drafts[this.chat] = this.part("textarea")?.value || "";
    this.chat = name;
    delete this.unread[name];
    this.part(".chats").hidden = true;
    this.part(".chats").replaceChildren();
    this.part(".banner").hidden = true;
    this.footed = "";
    this.redraw();
  }

  preview(message) {
    if (message.service) return told(message.service, this);
    return message.text.split("\n").find(Boolean) || `[${this.words.picture}]`;
  }

  notify(chat, message) {
    const who = this.contact(chat);
    const banner = element("button", "banner", avatar(who), element("div", "", element("b", "", who.name), element("p", "", this.preview(message))));
    this.part(".banner").replaceWith(banner);
    banner.addEventListener("click", () => this.open(chat));
    clearTimeout(this.bannered);
    this.bannered = setTimeout(() => { banner.hidden = true; }, 6000);
  }

  toast(text) {
    const box = this.part(".toast");
    box.hidden = true;
    box.textContent = text;
    box.hidden = false;
    clearTimeout(this.toasted);
    this.toasted = setTimeout(() => { box.hidden = true; }, 3200);
  }

  // ---- what stands under the chat
  foot() {
    const kind = this.chat === "bot" && this.settings.off ? "off" : this.chat === "bot" && !this.settings.started ? "start" : "write";
    const keys = this.chat === "bot" ? JSON.stringify(this.keyboard) : "";
    const mark = `${kind} ${this.chat} ${this.isBotHere} ${this.settings.lang} ${keys} ${this.editing?.id || ""}`;
    if (mark === this.footed) return;
    this.footed = mark;
    const foot = this.part(".foot");
    if (kind === "write") return this.composer(foot);
    const button = element("button", `wide ${kind === "off" ? "out" : ""}`, kind === "off" ? this.words.unblock : this.words.start);
    button.addEventListener("click", () => (kind === "off" ? this.act("switch", { on: true }) : this.say("/start")));
    foot.replaceChildren(button);
  }

  composer(foot) {
    const form = element("form", "composer");
    const field = element("textarea");
    field.rows = 1;
    field.placeholder = this.words.message;
    field.setAttribute("aria-label", this.words.message);
    field.value = this.editing ? this.editing.text : this.drafts[this.chat] || "";
    const send = element("button", "send");
    send.type = "submit";
    send.innerHTML = ICON.send;
    send.setAttribute("aria-label", this.words.send);
    const grow = () => { field.style.height = "auto"; field.style.height = `${Math.min(field.scrollHeight + 2, 118)}px`; send.disabled = !field.value.trim(); };
    field.addEventListener("input", grow);
    field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); } });
    form.addEventListener("submit", (event) => { event.preventDefault(); const text = field.value.trim(); if (!text) return; field.value = ""; grow(); this.write(text); });
    if (this.isBotHere) form.append(this.icon("commands", this.words.menu, () => menuSheet(this), this.words.menu));
    form.append(field);
    if (this.chat === "bot") form.append(this.icon("clip", this.words.attach, () => attachSheet(this)));
    form.append(send);
    foot.replaceChildren(...this.hint(), form, ...this.replyKeys());
    grow();
  }

  icon(name, label, act, text = "") {
    const button = element("button", name, text);
    if (!text) button.innerHTML = ICON[name];
    button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    return button;
  }

  hint() {
    if (!this.editing) return [];
    const stop = element("button", "", "✕");
    stop.setAttribute("aria-label", this.words.cancel);
    stop.addEventListener("click", () => { this.editing = null; this.foot(); });
    return [element("div", "hint", this.words.editing, stop)];
  }

  replyKeys() {
    if (this.chat !== "bot" || !this.keyboard) return [];
    const rows = this.keyboard.map((row) => element("div", "", ...row.map((key) => {
      const button = element("button", "", key.text);
      button.addEventListener("click", () => (key.request_location ? this.act("send", { what: "location" }) : this.say(key.text)));
      return button;
    })));
    return [element("div", "replykeys", ...rows)];
  }

  // ---- what fingers do
  write(text) {
    if (this.editing) {
      const { id } = this.editing;
      this.editing = null;
      this.foot();
      return this.act("edit", { id, chat: this.chat, text });
    }
    const called = text.match(/^@(\w+)\s*(.*)$/s);
    if (this.chat !== "bot" && called && called[1].toLowerCase() === this.settings.bot.username.toLowerCase()) return shareSheet(this, called[2], this.chat);
    return this.act("say", { chat: this.chat, text });
  }

  say(text) { return this.act("say", { chat: "bot", text }); }
  // A command is for the bot: in a group its name stands behind it, where several bots may be.
  command(text) {
    const whose = this.group && !text.includes("@") ? `@${this.settings.bot.username}` : "";
    return this.act("say", { chat: this.isBotHere ? this.chat : "bot", text: text + whose });
  }

  beginEdit(message) { if (message.kind === "text") { this.editing = message; this.foot(); this.part("textarea").focus(); } }
  follow(url) { linkSheet(this, url); }
  arrive(url) { this.open("bot"); this.table.choose(this.key); return this.act("follow", { url }); }

  async press(message, button, node) {
    const chat = this.chat;
    if (button.kind === "press") {
      node.classList.add("waits");
      setTimeout(() => node.classList.remove("waits"), 15000);
      if (!await this.act("press", { chat, id: message.id, data: button.data })) node.classList.remove("waits");
    } else if (button.kind === "copy") {
      try { await navigator.clipboard.writeText(button.copy); } catch { /* a page without the right to; the phone's own clipboard has it */ }
      await this.act("copy", { text: button.copy });
      this.toast(this.words.copied);
    } else if (button.kind === "link") this.follow(button.url);
    else if (button.kind === "share") shareSheet(this, button.query, button.here ? chat : null);
    else if (button.kind === "pay") this.act("pay", { chat, id: message.id });
  }

  knobs() {
    const zones = this.part('[data-knob="zone"]');
    const near = ["Europe/London", "Asia/Shanghai", "America/Sao_Paulo", "America/New_York", "America/Los_Angeles", "Europe/Berlin", "Africa/Lagos", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia"];
    const all = Intl.supportedValuesOf ? Intl.supportedValuesOf("timeZone").filter((one) => !near.includes(one)) : [];
    for (const list of [near, all]) {
      const group = element("optgroup");
      group.label = list === near ? "Often wanted" : "All";
      group.append(...list.map((one) => new Option(one.replaceAll("_", " "), one)));
      zones.append(group);
    }
    this.node.addEventListener("change", async ({ target }) => {
      const { knob } = target.dataset;
      const on = target.checked;
      if (!knob) return;
      if (knob === "zone") { await this.act("zone", { zone: target.value }); return; }
      const done = knob === "plain" ? await post("/phones", { phone: this.key, do: "plain", on }, this) : await this.act(knob, { on });
      if (!done) target.checked = !on;
    });
    this.part('[data-knob="renew"]').addEventListener("click", () => { this.part(".plate").open = false; post("/phones", { phone: this.key, do: "reset" }, this); });
  }
}
