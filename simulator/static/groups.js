// Groups: several people and the bot in one chat. Made from the list of chats, looked after from the bar above one.
import { avatar, element } from "./bubble.js";
import { choice, people, sheet } from "./sheets.js";

// The last line of the list of chats.
export function newGroup(phone) {
  const { words } = phone;
  const button = element("button", "anew", avatar({ key: "plus", name: "+" }), element("div", "", element("b", "", words.newGroup), element("p", "", words.withBot(phone.settings.bot.name))));
  button.addEventListener("click", () => sheet(phone, words.groupWith, ...people(phone, async (who) => {
    const made = await phone.act("group", { who: who.id });
    if (made) phone.open(made.chat);
  })));
  return button;
}

// Who is in a group, who may come in, and the way out.
export function groupSheet(phone) {
  const { words, group, chat } = phone;
  const list = element("ul", "members", ...faces(phone).map((who) => element("li", "", avatar(who), who.name)));
  const absent = phone.others().filter((one) => !group.people.includes(one.id));
  const bring = absent.map((one) => choice(words.bring(one.name), () => { phone.closeSheet(); phone.act("bring", { chat, who: one.id }); }, "", "", avatar(one)));
  const leave = choice(words.leave, () => { phone.closeSheet(); phone.act("leave", { chat }); }, "out");
  sheet(phone, group.title, list, ...bring, leave);
}

// Everybody in the group that is open: people by their names, and the bot.
export function faces(phone) {
  return [...phone.group.people.map((id) => phone.contact(id)), phone.contact("bot")];
}

// A line between the messages: somebody made the group, came or went.
export function told({ what, who }, phone) {
  return phone.words[what](who.join(phone.words.comma));
}
