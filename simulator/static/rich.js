// A message's text with its entities, as nodes. Offsets are UTF-16 units, which is what JavaScript counts in.
const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

export function rich(text, entities, phone) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, phone);
}

function build(text, from, to, entities, phone) {
  const out = document.createDocumentFragment();
  let at = from;
  for (let n = 0; n < entities.length; n++) {
    const one = entities[n];
    const end = Math.min(one.offset + one.length, to);
    if (one.offset < at) continue;
    out.append(text.slice(at, one.offset));
    const inner = entities.slice(n + 1).filter((two) => two.offset >= one.offset && two.offset + two.length <= end);
    const piece = text.slice(one.offset, end);
    const node = wrap(one, piece, phone);
    if (!node.dataset.whole) node.append(build(text, one.offset, end, inner, phone));
    out.append(node);
    // A quotation ends its line by itself.
    const ended = ["BLOCKQUOTE", "PRE"].includes(node.tagName) && text[end] === "\n" && entities[n + 1]?.offset !== end;
    at = ended ? end + 1 : end;
  }
  out.append(text.slice(at, to));
  return out;
}

function wrap(one, piece, phone) {
  switch (one.type) {
    case "text_link": return link(one.url, phone);
    case "url": return link(/^\w+:/.test(piece) ? piece : `https://${piece}`, phone);
    case "bot_command": return press("link", () => phone.command(piece));
    case "spoiler": return press("spoiler", (node) => node.classList.toggle("open"));
    case "date_time": return moment(one, piece, phone);
    default: return document.createElement(TAGS[one.type] || "span");
  }
}

function link(url, phone) {
  const node = press("link", () => phone.follow(url));
  node.title = url;
  return node;
}

function press(kind, act) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = kind;
  node.addEventListener("click", () => act(node));
  return node;
}

// <tg-time>: the phone draws the instant in its own zone and language.
function moment(one, piece, phone) {
  const node = document.createElement("time");
  const at = new Date(one.unix_time * 1000);
  node.className = "moment";
  node.dateTime = at.toISOString();
  node.title = piece;
  const form = one.date_time_format || "";
  if (form) {
    node.textContent = form === "r" ? relative(at, phone) : new Intl.DateTimeFormat(phone.locale, parts(form, phone.zone)).format(at);
    node.dataset.whole = "1";
  }
  return node;
}

function parts(form, zone) {
  const wanted = { timeZone: zone, hourCycle: "h23" };
  if (form.includes("w")) wanted.weekday = "long";
  if (form.includes("d")) Object.assign(wanted, { day: "numeric", month: "short" });
  if (form.includes("D")) Object.assign(wanted, { day: "numeric", month: "long", year: "numeric" });
  if (form.includes("t")) Object.assign(wanted, { hour: "2-digit", minute: "2-digit" });
  if (form.includes("T")) Object.assign(wanted, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return wanted;
}

function relative(at, phone) {
  const seconds = (at - phone.now()) / 1000;
  const say = new Intl.RelativeTimeFormat(phone.locale, { numeric: "auto" });
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(seconds) >= size) return say.format(Math.round(seconds / size), unit);
  }
  return say.format(Math.round(seconds), "second");
}
