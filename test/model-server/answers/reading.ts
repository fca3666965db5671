import type { Facts, FactValue } from '../../../src/model/facts.ts';
import { parseQuantity } from '../../../src/model/quantity-text.ts';
import { factPath } from '../../../src/weighing/facts.ts';
import type { Question } from '../question.ts';

/** What a model finds in a prompt of adrgen's: the requirements by id, and the lists that a stage is given. */
export type Reading = {
  readonly system: string;
  /** Everything that can be cited: requirements, computed figures, facts of the catalogue. */
  readonly ids: ReadonlySet<string>;
  /** The lines behind an id. */
  readonly lines: (id: string) => readonly string[];
  readonly facts: Facts;
  /** A text with `{system}` filled in. */
  readonly filled: (text: string) => string;
};

const slices = (text: string): [string, string][] =>
  [...text.matchAll(/^\[([^\]\n]+)\] (.*)$/gm)].map(([, id = '', said = '']) => [id, said]);

const unknown: FactValue = { kind: 'unknown' };

/** `requests a second at peak: ≈ 230/s (computed)`: what stands behind the last colon. */
const factIn = (path: string, line: string | undefined): FactValue => {
  const type = path.startsWith('team.skills.') ? 'word' : factPath(path)?.type;
  const said = line
    ?.slice(line.lastIndexOf(': ') + 2)
    .replace('(computed)', '')
    .replace('≈', '')
    .trim();
  if (said === undefined || said.startsWith('unknown') || type === undefined) return unknown;
  if (type === 'word') return { kind: 'word', value: said };
  if (type === 'list') return { kind: 'list', values: said.split(', ') };
  const amount = type === 'money' || type === 'count' ? said.replace(/\s+\p{L}{3,}.*$/u, '') : said;
  const parsed = parseQuantity(amount, type);
  return parsed.ok ? { kind: 'number', value: parsed.quantity.value } : unknown;
};

export const readingOf = ({ system, shared, prompt }: Question): Reading => {
  const found = slices(`${shared}\n${prompt}`);
  const lines = (id: string): readonly string[] =>
    found.filter(([one]) => one === id).map(([, said]) => said);
  return {
    system: system ?? '',
    // All functional requirements together are an id of their own, which is in no list.
    ids: new Set(['functional', ...found.map(([id]) => id)]),
    lines,
    facts: path => factIn(path, lines(path)[0]),
    filled: text => text.replaceAll('{system}', system ?? 'the system'),
  };
};

/** `Criteria: complexity, cost, …` */
export const criteriaIn = ({ prompt }: Question): readonly string[] =>
  /^Criteria: (.+)$/m.exec(prompt)?.[1]?.split(', ') ?? [];

export const titleIn = ({ prompt }: Question): string =>
  /^Decision: [^,\n]+, (.+)$/m.exec(prompt)?.[1] ?? 'The question';

export type Listed = { readonly id: string; readonly text: string };

/** The entries "- `id`: text" below a line that begins as given. */
export const listedBelow = (heading: string, { prompt }: Question): readonly Listed[] => {
  const start = prompt.indexOf(`\n${heading}`);
  if (start === -1) return [];
  const [, list = ''] = /^[^\n]*\n\n((?:- [^\n]*\n?)+)/.exec(prompt.slice(start + 1)) ?? [];
  return [...list.matchAll(/^- `([^`]+)`: (.*)$/gm)].map(([, id = '', text = '']) => ({ id, text }));
};

/** Ids of topics of the catalogue, as the system prompt of the analysis lists them. */
export const topicsIn = ({ shared }: Question): ReadonlySet<string> =>
  new Set([...shared.matchAll(/^- `([a-z-]+)`: [^\n]*\?$/gm)].map(([, id = '']) => id));

/** The team's own questions by id, with the names of their options. */
export const ownIn = (reading: Reading): readonly { readonly id: string; readonly question: string }[] =>
  [...reading.ids].flatMap(id => {
    const [asked] = reading.lines(id);
    return id.startsWith('decisions.') && asked?.startsWith('the team asks: ') === true
      ? [{ id: id.slice('decisions.'.length), question: asked.slice('the team asks: '.length) }]
      : [];
  });
