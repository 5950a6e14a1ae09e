import { language } from './text.js';

const FOR_ALL = {
  zh: ['我的任务', '十四项咋样了', 'item 14 status', '总体情况', '帮助'],
  en: ['my tasks', 'item 14 status', '十四项咋样了', 'overview', 'help'],
};

const FOR_SOME = [
  { title: /管理员|督查.*主任/, texts: { zh: ['把14项分给文旅局，发改、交通配合，年底前'], en: ['item 13 to the transport bureau, by end of November'] } },
  { title: /督查/, texts: { zh: ['只看红的黄的', '本周周报'], en: ['only red and yellow'] } },
];

export function suggestionsFor(person) {
  const special = FOR_SOME.filter(({ title }) => title.test(person.title ?? '')).flatMap(({ texts }) => texts[language()]);
  return [...special, ...FOR_ALL[language()]];
}
