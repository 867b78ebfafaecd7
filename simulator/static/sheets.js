// What slides up on a phone: choices, the share sheet, the command menu.
import { avatar, element } from "./bubble.js";

export function sheet(phone, title, ...inside) {
  const box = phone.part(".sheet");
  const before = document.activeElement;
  const close = () => {
    box.hidden = true;
    box.replaceChildren();
    phone.closeSheet = () => {};
    if (before && before.isConnected) before.focus({ preventScroll: true });
  };
  const card = element("div", "card", element("h3", "", title), ...inside, choice(phone.words.cancel, close, "quietly"));
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", title);
  box.replaceChildren(card);
  box.hidden = false;
  box.onclick = (event) => { if (event.target === box) close(); };
  box.onkeydown = (event) => { if (event.key === "Escape") close(); };
  phone.closeSheet = close;
  (card.querySelector("button:not(.quietly)") || card.querySelector("button")).focus({ preventScroll: true });
  return close;
}

export function choice(label, act, kind = "", note = "", face = null) {
  const words = element("span", "", label);
  if (note) words.append(element("small", "", note));
  const button = element("button", `choice ${kind}`, ...(face ? [face] : []), words);
  button.addEventListener("click", act);
  return button;
}

export function alertSheet(phone, text) {
  sheet(phone, phone.settings.bot.name, element("p", "", text), choice(phone.words.ok, () => phone.closeSheet()));
}

// To whom? Everybody who has a phone, but oneself.
export function people(phone, act) {
  return phone.others().map((one) => choice(one.name, () => { phone.closeSheet(); act(one); }, "", "", avatar(one)));
}

export async function shareSheet(phone, query, into = null) {
  const place = element("div", "offers", element("p", "", phone.words.loading));
  sheet(phone, phone.words.share, place);
  const answer = await phone.act("inline", { query });
  if (!answer) return phone.closeSheet();
  const offers = await phone.offersOf(answer.query);
  if (!offers || !offers.length) return place.replaceChildren(element("p", "", phone.words.nobody));
  const shown = offers.map((one) => {
    const box = element("div", "offer");
    if (one.url) { const img = element("img"); img.src = one.url; img.alt = one.title || phone.words.picture; box.append(img); }
    const about = element("span", "");
    if (one.title) about.append(element("b", "", one.title), "\n");
    about.append(one.about);
    box.append(about);
    return box;
  });
  const post = async (one, id) => {
    await phone.act("choose", { query: answer.query, place: one.place, into: id });
    phone.open(id);
    phone.toast(phone.words.sent(phone.contact(id).name));
  };
  const rows = offers.flatMap((one, n) => [shown[n], ...(into ? [choice(phone.words.send, () => { phone.closeSheet(); post(one, into); })] : people(phone, (who) => post(one, who.id)))]);
  place.replaceChildren(...rows);
  place.querySelector("button")?.focus({ preventScroll: true });
}

export function linkSheet(phone, url) {
  const name = phone.settings.bot.username.toLowerCase();
  const parts = new URL(url);
  const inside = ["t.me", "telegram.me"].includes(parts.hostname);
  if (inside && parts.pathname === "/share/url") {
    return sheet(phone, phone.words.sendTo, ...people(phone, async (who) => {
      await phone.act("follow", { url, into: who.id });
      phone.open(who.id);
      phone.toast(phone.words.sent(who.name));
    }));
  }
  if (inside && parts.pathname.toLowerCase() === `/${name}`) {
    const here = choice(phone.words.here, () => { phone.closeSheet(); phone.open("bot"); phone.act("follow", { url }); });
    const there = phone.others().flatMap((who) => [
      choice(phone.words.openOn(who.name), () => { phone.closeSheet(); phone.elsewhere(who.key).arrive(url); }),
      choice(phone.words.sendLink(who.name), async () => { phone.closeSheet(); await phone.act("say", { chat: who.id, text: url }); phone.open(who.id); }),
    ]);
    return sheet(phone, `@${phone.settings.bot.username}`, here, ...there);
  }
  const go = choice(phone.words.open, () => { phone.closeSheet(); phone.act("follow", { url }); window.open(url, "_blank", "noopener"); });
  return sheet(phone, phone.words.outside, element("p", "", url), go);
}

export function menuSheet(phone) {
  const list = element("ul", "menu");
  for (const one of phone.menu) {
    const button = element("button", "", element("b", "", `/${one.command}`), element("span", "", one.about));
    button.addEventListener("click", () => { phone.closeSheet(); phone.command(`/${one.command}`); });
    list.append(element("li", "", button));
  }
  sheet(phone, phone.words.menu, list);
}

export function attachSheet(phone) {
  const kinds = ["sticker", "voice", "photo", "location"];
  sheet(phone, phone.words.attach, ...kinds.map((what) => choice(phone.words[what], () => { phone.closeSheet(); phone.act("send", { what }); })));
}
