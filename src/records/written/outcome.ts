import { purposeOf } from '../reading/section-names.ts';
import { partsBelow } from './options.ts';
import { type Part, textOf, type Words } from './tree.ts';

/** What a record decides. */
export type Outcome = {
  readonly heading: Words;
  readonly text: string;
  /** Name of the option, as it is written; null where no sentence "Chosen option: …" names one. */
  readonly chosen: Words | null;
  /** What is said beside the name, words such as "because" left out. */
  readonly reason: string;
};

const chosenLabel =
  /(?:chosen option|decision outcome|gewählte (?:option|lösung)|opción elegida|option (?:retenue|choisie)|opzione scelta|выбранный вариант)\s*[:：]\s*/iu;
const connective =
  /[,;]?\s*(?<!\p{L})(?:because|since|as it|weil|da|porque|ya que|parce que|car|perché|потому что|так как)(?!\p{L})/iu;

const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“',
  '«': '»',
  "'": "'",
  '‘': '’',
};

/** The name behind "Chosen option:" and what follows it. */
const split = (text: string): { readonly name: string; readonly rest: string } => {
  const close = quotes[text.charAt(0)];
  const end = close === undefined ? -1 : text.slice(1).search(new RegExp(`[${close}"”]`, 'u'));
  if (end > 0) return { name: text.slice(1, end + 1), rest: text.slice(end + 2) };
  const at = text.search(/[.;,](?:\s|$)|\s[–—-]\s/u);
  const because = text.search(connective);
  const cut = [at, because].filter(one => one > 0).sort((a, b) => a - b)[0] ?? text.length;
  return { name: text.slice(0, cut).replace(/["”“]/g, ''), rest: text.slice(cut) };
};

/** What is left of a reason without its connective, and without what a template left. */
const reasonIn = (text: string): string =>
  text
    .replace(connective, ' ')
    .replace(/\{[^}]*\}|\[(?:justification|begründung|e\.g\.)[^\]]*\]/giu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The section that decides; null where there is none. */
export const outcomeOf = (parts: readonly Part[]): Outcome | null => {
  const index = parts.findIndex(({ heading }) => heading !== null && purposeOf(heading.text) === 'outcome');
  const part = parts[index];
  if (part === undefined || part.heading === null) return null;
  // A decision in several parts stands below headings of its own; consequences and the like are none of it.
  const below = partsBelow(parts, index).filter(({ heading }) => purposeOf(heading?.text ?? '') === null);
  const blocks = [part, ...below].flatMap(one => one.blocks);
  const lines = blocks.map(block => ({ text: textOf(block), block })).filter(({ text }) => text !== '');
  const text = lines.map(one => one.text).join(' ');
  const line = lines.find(one => chosenLabel.test(one.text));
  const label = chosenLabel.exec(line?.text ?? '');
  if (line === undefined || label === null)
    return { heading: part.heading, text, chosen: null, reason: reasonIn(text) };
  const { name, rest } = split(line.text.slice(label.index + label[0].length));
  const start = line.block.position?.start;
  const at = { line: start?.line ?? 1, column: start?.column ?? 1 };
  const others = lines.filter(one => one !== line).map(one => one.text);
  const before = line.text.slice(0, label.index);
  const trimmed = name.trim();
  return {
    heading: part.heading,
    text,
    chosen: trimmed === '' || /^[{[]/.test(trimmed) ? null : { text: trimmed, at },
    reason: reasonIn([before, rest, ...others].join(' ')),
  };
};
