// The phone's own words, in the phone's language; the bot's words come from the bot.
const EN = {
  bot: "bot", person: "last seen just now", start: "Start", menu: "Menu", message: "Message", send: "Send", attach: "Attach", back: "Chats",
  copied: "Copied to the clipboard", blocked: "You have blocked this bot", unblock: "Unblock the bot", edited: "edited", typing: "typing",
  sendTo: "Send to …", cancel: "Cancel", share: "Share", here: "Open here", openOn: (name) => `Open on ${name}’s phone`, sendLink: (name) => `Send the link to ${name}`,
  sent: (name) => `Sent to ${name}`, nobody: "The bot has nothing to share yet", loading: "One moment …", outside: "This link leads out of Telegram:", open: "Open it",
  sticker: "A sticker", voice: "A voice note", photo: "A picture", location: "Where this phone is", voiceNote: "Voice note", picture: "Picture", ok: "OK", via: "via",
  today: "Today", editing: "Editing", gone: "That message is gone", pay: (n) => `Pay ${n} Stars`, paid: (n) => `Paid: ${n} Stars`, stars: "Confirm the purchase",
  nothing: "No messages yet", chats: "Chats", due: "Next message",
  newGroup: "New group", withBot: (bot) => `With somebody and ${bot}`, groupWith: "A group with …", about: "About this group", comma: ", ",
  bring: (name) => `Add ${name}`, leave: "Leave the group", made: (name) => `${name} made this group`, came: (name) => `${name} came in`, went: (name) => `${name} left`,
};
const ZH = {
  bot: "机器人", person: "刚刚在线", start: "开始", menu: "菜单", message: "输入消息", send: "发送", attach: "附件", back: "聊天",
  copied: "已复制到剪贴板", blocked: "你已屏蔽这个机器人", unblock: "解除屏蔽", edited: "已编辑", typing: "正在输入",
  sendTo: "发送给……", cancel: "取消", share: "分享", here: "在这里打开", openOn: (name) => `在 ${name} 的手机上打开`, sendLink: (name) => `把链接发给 ${name}`,
  sent: (name) => `已发给 ${name}`, nobody: "机器人还没有可以分享的内容", loading: "请稍等……", outside: "这个链接在 Telegram 之外：", open: "打开",
  sticker: "贴纸", voice: "语音", photo: "图片", location: "这部手机的位置", voiceNote: "语音", picture: "图片", ok: "好", via: "来自",
  today: "今天", editing: "编辑中", gone: "这条消息已经不在了", pay: (n) => `支付 ${n} 颗星`, paid: (n) => `已支付 ${n} 颗星`, stars: "确认购买",
  nothing: "还没有消息", chats: "聊天", due: "下一条",
  newGroup: "新建群聊", withBot: (bot) => `和一个人，加上 ${bot}`, groupWith: "和谁建群？", about: "关于这个群", comma: "、",
  bring: (name) => `把 ${name} 加进来`, leave: "退出群聊", made: (name) => `${name} 建了这个群`, came: (name) => `${name} 进了群`, went: (name) => `${name} 退出了群`,
};
export const words = (lang) => (lang === "zh" ? ZH : EN);
