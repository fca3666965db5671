import type { Root, RootContent } from 'mdast';
import { type Field, fieldsOf } from './front-matter.ts';
import { purposeOf } from './section-names.ts';
import { nodesBelow, type Part, spotOf, textOf, type Words } from './tree.ts';

export type WrittenStatus = Words & {
  /** All that is said of it: a successor may stand in a paragraph of its own. */
  readonly all: string;
  readonly standing: 'open' | 'accepted' | 'past' | 'unknown';
  /** Where it stands in the front matter. */
  readonly field?: Field;
};

const standings: readonly (readonly [WrittenStatus['standing'], RegExp])[] = [
  [
    'past',
    /supers[ei]d|superced|replaced|deprecat|obsolete|reject|declin|withdrawn|retired|abgelehnt|ersetzt|veraltet|rechazad|reemplazad|obsolet|rejet|remplac|отклон|устарел|замен/iu,
  ],
  [
    'open',
    /propos|draft|pending|open|discussion|review|wip|in progress|vorgeschlagen|entwurf|propuest|borrador|предлож|черновик/iu,
  ],
  [
    'accepted',
    /accept|adopt|approv|decided|implement|agreed|active|done|final|angenommen|akzeptiert|aceptad|aprobad|принят/iu,
  ],
];

const standingOf = (text: string): WrittenStatus['standing'] => {
  // "Accepted, but see …" is accepted: the first word that is known counts.
  const found = standings
    .map(([standing, words]) => ({ standing, at: text.search(words) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at);
  return found[0]?.standing ?? 'unknown';
};

const label = /^(?:status|estado|statut|stato|статус|状态|ステータス)\s*[:：]\s*(.+)$/iu;

/** A badge says it in its address: `badge/status-accepted-green`. */
const ofBadge = (block: RootContent): string | null => {
  for (const node of nodesBelow(block)) {
    const badge = node.type === 'image' ? /badge\/status-([^-?]+)/i.exec(node.url)?.[1] : undefined;
    if (badge !== undefined) return decodeURIComponent(badge.replace(/%(?![\da-f]{2})/gi, '%25'));
  }
  return null;
};

/** `Status: accepted` in a line, an entry or a row before the second heading. */
const inBeginning = (parts: readonly Part[]): Words | null => {
  const second = parts.findIndex(({ depth }) => depth >= 2);
  const blocks = parts.slice(0, second === -1 ? undefined : second).flatMap(part => part.blocks);
  for (const block of blocks) {
    const badge = ofBadge(block);
    if (badge !== null) return { text: badge, at: spotOf(block) };
    for (const node of nodesBelow(block)) {
      if (node.type === 'tableRow') {
        const [name, value] = node.children.map(textOf);
        const found = label.exec(`${name?.replace(/:$/, '')}: ${value ?? ''}`)?.[1];
        if (found !== undefined) return { text: found, at: spotOf(node) };
      }
      if (node.type !== 'paragraph') continue;
      const lines = node.children
        .map(child => (child.type === 'text' ? child.value : child.type === 'break' ? '\n' : textOf(child)))
        .join('')
        .split('\n');
      const index = lines.findIndex(line => label.test(line.trim()));
      const found = label.exec(lines[index]?.trim() ?? '')?.[1];
      const { line, column } = spotOf(node);
      if (found !== undefined)
        return { text: found, at: { line: line + index, column: index === 0 ? column : 1 } };
    }
  }
  return null;
};

const inSection = (parts: readonly Part[]): (Words & { readonly all: string }) | null => {
  const part = parts.find(({ heading }) => heading !== null && purposeOf(heading.text) === 'status');
  const block = part?.blocks.find(one => textOf(one) !== '' || ofBadge(one) !== null);
  if (part === undefined || block === undefined) return null;
  const text = ofBadge(block) ?? textOf(block);
  return { text, at: spotOf(block), all: part.blocks.map(textOf).join(' ') };
};

/** Text that a template left: no status was chosen. */
const isPlaceholder = (text: string): boolean => /^\{.*\}$|^\[.*\|.*\]$|\|/.test(text);

/** The status of a record, wherever one of the formats in use keeps it; null where none is found. */
export const writtenStatus = (tree: Root, text: string, parts: readonly Part[]): WrittenStatus | null => {
  const field = fieldsOf(tree, text)?.get('status');
  const isField = field !== undefined && field.text !== '' && !isPlaceholder(field.text);
  const found = isField ? field : (inSection(parts) ?? inBeginning(parts));
  if (found === null || found.text === '' || isPlaceholder(found.text)) return null;
  const { at } = found;
  const all = 'all' in found && typeof found.all === 'string' ? found.all : found.text;
  return {
    ...{ text: found.text, at, all },
    standing: standingOf(found.text),
    ...(isField ? { field } : {}),
  };
};
