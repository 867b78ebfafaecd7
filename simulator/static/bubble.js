// One message as an element: bubble, picture, stamp, and the keyboard under it.
import { told } from "./groups.js";
import { rich } from "./rich.js";

// A film is a GIF here, which plays like any picture.
const PICTURES = ["photo", "animation"];

export function element(tag, className, ...inside) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...inside);
  if (tag === "button") node.type = "button";
  return node;
}

export function bubble(message, phone) {
  if (message.service) {
    const line = element("li", "msg service", element("span", "", told(message.service, phone)));
    line.dataset.id = message.id;
    return line;
  }
  const node = element("li", `msg${message.mine ? " mine" : ""}${message.rows.length ? " keys" : ""}`);
  node.dataset.id = message.id;
  const box = element("div", `bubble ${PICTURES.includes(message.kind) ? "media" : ""}`);
  if (phone.group && !message.mine) box.append(element("b", "sender", message.from));
  if (message.via) box.append(element("div", "via", `${phone.words.via} @${message.via}`));
  if (message.reply) box.append(element("div", "quote", element("b", "", message.reply.from), element("br"), message.reply.text));
  box.append(...media(message, phone));
  const text = element("div", "words", rich(message.text, message.entities, phone));
  const stamp = element("span", "stamp", `${message.edited ? `${phone.words.edited} ` : ""}${phone.hour(message.at)}`);
  if (message.text) text.append(stamp);
  if (message.text) box.append(text);
  else box.append(stamp);
  node.append(box);
  if (message.rows.length && !phone.plain) node.append(keyboard(message, phone));
  if (message.mine) node.addEventListener("dblclick", () => phone.beginEdit(message));
  return node;
}

function media(message, phone) {
  const { words } = phone;
  if (message.sticker) return [element("div", "big", message.sticker.emoji)];
  if (message.dice) return [element("div", "big", message.dice.emoji)];
  if (message.location) return [element("div", "", `◎ ${message.location.latitude.toFixed(2)}, ${message.location.longitude.toFixed(2)}`)];
  if (message.invoice) return [element("b", "", message.invoice.title), element("div", "", message.invoice.description || "")];
  if (message.successful_payment) return [element("div", "", words.paid(message.successful_payment.total_amount))];
  if (!message.file) return [];
  if (PICTURES.includes(message.file.kind)) {
    if (phone.plain) return message.text ? [] : [element("div", "", `[${words.picture}]`)];
    const img = element("img");
    img.src = message.file.url;
    img.alt = message.text ? "" : words.picture;
    if (message.file.width) { img.width = message.file.width; img.height = message.file.height; }
    return [img];
  }
  if (message.file.kind === "voice") return [element("div", "", `▶ ${words.voiceNote} 0:0${message.file.duration || 1}`)];
  const link = element("a", "", `⬇ ${message.file.name}`);
  link.href = message.file.url;
  link.download = message.file.name;
  return [link];
}

function keyboard(message, phone) {
  const rows = element("div", "rows");
  for (const row of message.rows) {
    const line = element("div", "row");
    for (const one of row) {
      const label = one.kind === "pay" && message.invoice ? one.text.replace(/^$/, "Pay") : one.text;
      const button = element("button", `${one.style || ""} ${{ copy: "copy", link: "away", share: "away" }[one.kind] || ""}`, label);
      if (one.data) button.dataset.data = one.data;
      if (one.kind === "copy") button.title = one.copy;
      button.addEventListener("click", () => phone.press(message, one, button));
      line.append(button);
    }
    rows.append(line);
  }
  return rows;
}

export function avatar(contact) {
  const node = element("span", `avatar ${contact.key || ""}`);
  if (contact.key === "bot") node.append(document.querySelector(".brand .bowl").cloneNode(true));
  else node.textContent = contact.name.split(" & ").map((name) => name.slice(0, 1)).join("");
  node.setAttribute("aria-hidden", "true");
  return node;
}
