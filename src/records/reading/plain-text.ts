/** No title or status is longer; what follows is not looked at. */
const longest = 4000;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

const entityText = (whole: string, name: string): string => {
  const point = /^#x([\da-f]{1,6})$/i.exec(name)?.[1] ?? null;
  const decimal = /^#(\d{1,7})$/.exec(name)?.[1] ?? null;
  const code = point === null ? Number(decimal ?? Number.NaN) : Number.parseInt(point, 16);
  if (!Number.isNaN(code) && code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
  return entities[name.toLowerCase()] ?? whole;
};

const strip = (text: string): string =>
  text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(
      /\[((?:[^[\]]|\[[^[\]]*\])*)\]\((?:<[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+["'][^)]*)?\)/g,
      '$1',
    )
    .replace(/\[([^[\]]+)\]\[[^[\]]*\]/g, '$1')
    .replace(/<((?:https?:|mailto:)[^>\s]+)>/g, '$1')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/(\*\*|__)(?=\S)(.*?\S)\1/g, '$2')
    .replace(/\*(?=\S)(.*?\S)\*/g, '$1')
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)(.*?\S)_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/~~(.*?)~~/g, '$1')
    .replace(/&(#?\w{1,8});/g, entityText);

/** The text that a reader sees of one written with Markdown, on one line. Pure. */
export const plainText = (raw: string): string => {
  const text = raw.slice(0, longest).replace(/<!--[\s\S]*?-->/g, ' ');
  if (!/[*_`[\]<&\\~]/.test(text)) return text.replace(/\s+/g, ' ').trim();
  const kept: string[] = [];
  const keep = (one: string): string => `\uE000${kept.push(one) - 1}\uE001`;
  const bare = strip(
    text
      .replace(/\\([!-/:-@[-`{-~])/g, (_, one: string) => keep(one))
      .replace(/(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/g, (_, _marks, code: string) => keep(code.trim())),
  );
  return bare
    .replace(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
};
