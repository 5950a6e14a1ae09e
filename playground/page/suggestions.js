const FOR_ALL = ['我的任务', '十四项咋样了', 'item 14 status', '总体情况', '帮助'];

const FOR_SOME = [
  { title: /管理员|督查.*主任/, texts: ['把14项分给文旅局，发改、交通配合，年底前'] },
  { title: /督查/, texts: ['只看红的黄的', '本周周报'] },
];

export function suggestionsFor(person) {
  const special = FOR_SOME.filter(({ title }) => title.test(person.title ?? '')).flatMap(({ texts }) => texts);
  return [...special, ...FOR_ALL];
}
