import { memory } from './dom.js';

const TEXTS = {
  zh: {
    brand: '督办 · 试用台',
    close: '关闭', cancel: '取消', ok: '知道了', you: '我',
    clock: '试用台时钟', 'clock.hour': '+1小时', 'clock.day': '+1天', 'clock.morning': '下个工作日早上', 'clock.jump': '跳到…',
    'clock.jump.title': '把时钟拨到', 'clock.jump.go': '拨过去', 'clock.jump.zone': '日期和时间（{zone}）', 'clock.moved': '时钟已拨到 {when}',
    people: '人物与群', 'people.find': '查找人物或单位', 'people.persons': '人物', 'people.groups': '工作群', 'people.none': '没有符合的人物',
    'people.fresh': '还没开始对话', 'people.blocked': '已屏蔽', 'people.unread': '{n} 条未读', 'people.members': '{n} 位成员和机器人',
    'chat.messages': '消息', 'chat.pick': '从左边选一个人，以他的身份和机器人说话', 'chat.as': '以{name}的身份', 'chat.back': '返回列表',
    'chat.loading': '正在读取消息…', 'chat.new': '{n} 条新消息', 'chat.bottom': '回到最新消息',
    'chat.start': '开始 START', 'chat.start.hint': '点“开始”，机器人才能给{name}发消息。', 'chat.group.hint': '群里还没有消息。点名机器人或用命令和它说话。',
    'chat.block': '屏蔽机器人', 'chat.unblock': '解除屏蔽', 'chat.blocked': '{name}已屏蔽机器人，收不到也发不出消息。',
    'chat.typing': '正在输入', 'chat.sending.document': '正在发送文件', 'chat.sending.photo': '正在发送图片',
    'message.edited': '已编辑', 'message.silent': '静音发送', 'message.reply': '回复', 'message.gone': '原消息', 'message.file': '[文件] {name}', 'message.photo': '[图片]',
    'message.download': '下载 {name}', 'message.spoiler': '点按显示隐藏内容', 'message.more': '展开', 'message.less': '收起', 'message.link': '（打开链接）',
    'input.label': '消息', 'input.hint': '输入消息，“/” 查看命令', 'input.hint.file': '给文件加一句说明', 'input.send': '发送', 'input.attach': '添加文件', 'input.commands': '命令',
    'input.as': '以谁的身份发言', 'input.replying': '回复 {name}', 'input.drop.reply': '取消回复', 'input.drop.file': '移除文件',
    'input.try': '试试', 
    'press.silent': '机器人没有回应这个按钮', 'toast.for': '{name}：{text}',
    calls: 'Bot API 调用', 'calls.toggle': '显示或收起 Bot API 调用', 'calls.filter': '筛选调用', 'calls.filter.hint': '筛选，如 sendMessage，-词 为排除', 'calls.clear': '清空',
    'calls.polls': '隐去轮询', 'calls.none': '还没有调用', 'calls.hidden': '没有符合筛选的调用', 'calls.params': '参数', 'calls.error': '错误', 'calls.ok': '成功', 'calls.failed': '失败', 'calls.odd': 'Bot API 没有这些参数',
    'link.lost': '连接中断，正在重连', 'error.server': '{what}失败：{why}', 'error.network': '连不上试用台的服务器', 'error.page': '页面出错：{why}',
    'why.blocked': '这个人已屏蔽机器人', 'why.gone': '这条消息已不在了', 'why.no_button': '这条消息上没有这个按钮', 'why.empty': '没有内容', 'why.no_chat': '这个人不在这个群里', 'why.no_person': '没有这个人',
    'what.load': '读取', 'what.say': '发送', 'what.press': '按钮', 'what.upload': '上传', 'what.block': '屏蔽设置', 'what.clock': '拨动时钟',
    today: '今天', yesterday: '昨天', language: 'Switch to English',
  },
  en: {
    brand: 'duban · playground',
    close: 'Close', cancel: 'Cancel', ok: 'OK', you: 'You',
    clock: 'Playground clock', 'clock.hour': '+1 hour', 'clock.day': '+1 day', 'clock.morning': 'Next workday', 'clock.jump': 'Jump to…',
    'clock.jump.title': 'Set the clock to', 'clock.jump.go': 'Set', 'clock.jump.zone': 'Date and time ({zone})', 'clock.moved': 'Clock set to {when}',
    people: 'People and groups', 'people.find': 'Find a person or unit', 'people.persons': 'People', 'people.groups': 'Groups', 'people.none': 'Nobody matches',
    'people.fresh': 'Not started yet', 'people.blocked': 'Blocked', 'people.unread': '{n} unread', 'people.members': '{n} members and the bot',
    'chat.messages': 'Messages', 'chat.pick': 'Choose a person to talk to the bot as them', 'chat.as': 'as {name}', 'chat.back': 'Back to the list',
    'chat.loading': 'Loading messages…', 'chat.new': '{n} new', 'chat.bottom': 'To the newest message',
    'chat.start': 'START', 'chat.start.hint': 'The bot may write to {name} only after START.', 'chat.group.hint': 'No messages here yet. Mention the bot or use a command.',
    'chat.block': 'Block the bot', 'chat.unblock': 'Unblock', 'chat.blocked': '{name} has blocked the bot: nothing goes in or out.',
    'chat.typing': 'is typing', 'chat.sending.document': 'is sending a file', 'chat.sending.photo': 'is sending a photo',
    'message.edited': 'edited', 'message.silent': 'sent silently', 'message.reply': 'Reply', 'message.gone': 'original message', 'message.file': '[file] {name}', 'message.photo': '[photo]',
    'message.download': 'Download {name}', 'message.spoiler': 'Show hidden text', 'message.more': 'Show more', 'message.less': 'Show less', 'message.link': '(opens a link)',
    'input.label': 'Message', 'input.hint': 'Message, "/" for commands', 'input.hint.file': 'Add a caption', 'input.send': 'Send', 'input.attach': 'Attach a file', 'input.commands': 'Commands',
    'input.as': 'Speak as', 'input.replying': 'Reply to {name}', 'input.drop.reply': 'Cancel reply', 'input.drop.file': 'Remove file',
    'input.try': 'Try', 
    'press.silent': 'The bot did not answer this button', 'toast.for': '{name}: {text}',
    calls: 'Bot API calls', 'calls.toggle': 'Show or hide the Bot API calls', 'calls.filter': 'Filter calls', 'calls.filter.hint': 'Filter: sendMessage, -word excludes', 'calls.clear': 'Clear',
    'calls.polls': 'Hide polling', 'calls.none': 'No calls yet', 'calls.hidden': 'No call matches the filter', 'calls.params': 'Parameters', 'calls.error': 'Error', 'calls.ok': 'ok', 'calls.failed': 'failed', 'calls.odd': 'Not in the Bot API',
    'link.lost': 'Connection lost, reconnecting', 'error.server': '{what} failed: {why}', 'error.network': 'The playground server cannot be reached', 'error.page': 'Error in the page: {why}',
    'why.blocked': 'this person has blocked the bot', 'why.gone': 'the message is no longer there', 'why.no_button': 'the message has no such button', 'why.empty': 'there is nothing in it', 'why.no_chat': 'this person is not in this group', 'why.no_person': 'there is no such person',
    'what.load': 'Loading', 'what.say': 'Sending', 'what.press': 'The button', 'what.upload': 'The upload', 'what.block': 'Blocking', 'what.clock': 'Moving the clock',
    today: 'Today', yesterday: 'Yesterday', language: '切换到中文',
  },
};

let current = memory.get('language') === 'en' ? 'en' : 'zh';

export const language = () => current;

export function setLanguage(next) {
  current = next;
  memory.set('language', next);
}

export function t(key, values = {}) {
  const text = TEXTS[current][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Fills the texts of index.html, which holds keys only. */
export function fillStatic() {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll('[data-t-hint]')) node.placeholder = t(node.dataset.tHint);
  for (const node of document.querySelectorAll('[data-t-label]')) {
    node.setAttribute('aria-label', t(node.dataset.tLabel));
    if (node.matches('button')) node.title = t(node.dataset.tLabel);
  }
}
