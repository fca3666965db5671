import { parseDocument } from 'yaml';
import { isDate, isPlain } from '../front-matter.ts';
import { portableText } from '../markdown/spans.ts';

/** Keys that every docs site accepts, in the order in which they are written. Others can change a page, and stay behind. */
const keys = [
  'title',
  'description',
  'status',
  'date',
  'tags',
  'sidebar_label',
  'sidebar_position',
  'decision-makers',
  'consulted',
  'informed',
] as const;
type Key = (typeof keys)[number];

/** Front matter as it is passed on: a text, or several. */
export type FrontMatter = Readonly<Partial<Record<Key, string | readonly string[]>>>;

const oneLine = (value: string): string => portableText(value).replace(/\s+/g, ' ').trim();

const isPrintable = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const passedOn = (value: unknown): string | readonly string[] | null => {
  if (isPrintable(value)) return oneLine(String(value)) || null;
  if (!Array.isArray(value)) return null;
  const texts = value.filter(isPrintable).flatMap(one => oneLine(String(one)) || []);
  return texts.length === 0 ? null : texts;
};

/** What of a document's front matter goes to the site; null where it is not YAML. Every value is text. */
export const readFrontMatter = (source: string): FrontMatter | null => {
  // Dates and versions stay as they are written: with this schema no scalar is anything but text.
  const document = parseDocument(source, { schema: 'failsafe' });
  if (document.errors.length > 0) return null;
  let values: unknown;
  try {
    values = document.toJS();
  } catch {
    // Aliases that unfold into more than a reader can take.
    return null;
  }
  if (typeof values !== 'object' || values === null) return {};
  const known = new Map(Object.entries(values).map(([key, value]) => [key, passedOn(value)]));
  return Object.fromEntries(keys.flatMap(key => (known.get(key) == null ? [] : [[key, known.get(key)]])));
};

/**
 * VitePress reads a title as Markdown, and puts all values into a script, which `</script>` would end. A space of no
 * width keeps a tag from being one, and looks like nothing.
 */
const withoutTags = (text: string): string => text.replace(/<(?=[a-z/!?])/gi, '<\u200B');

const scalar = (text: string): string =>
  isPlain(text) || isDate(text) ? text : JSON.stringify(withoutTags(text)).replaceAll('\u200B', '\\u200B');

const line = (key: Key, value: string | readonly string[]): string => {
  if (typeof value !== 'string') return `${key}:\n${value.map(one => `  - ${scalar(one)}`).join('\n')}`;
  const isNumber = key === 'sidebar_position' && /^\d+(?:\.\d+)?$/.test(value);
  return `${key}: ${isNumber ? value : scalar(value)}`;
};

/** YAML of front matter, without the lines of `---`. */
export const writeFrontMatter = (values: FrontMatter): string =>
  keys
    .flatMap(key => {
      const value = values[key];
      return value === undefined ? [] : [line(key, value)];
    })
    .join('\n');
