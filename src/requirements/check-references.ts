import type { Issue } from '../model/problem.ts';
import { mostIssues } from './issue-order.ts';
import { type Located, nodeAt, pathText, quoted, saysUnknown } from './located.ts';
import { nearest } from './nearest.ts';
import { type SelectedText, selectTexts } from './select.ts';
import type { SourceFile } from './source-file.ts';

/** Names that nothing in the file answers to. */
export const brokenReferences = (root: Located, source: SourceFile): readonly Issue[] => [
  ...mustBeDeclared(root, source, entityReferences),
  ...mustBeDeclared(root, source, connectionEnds),
  ...misspeltFlowEnds(root, source),
  ...settledAndOpen(root, source),
];

type Kind = {
  readonly uses: readonly string[];
  readonly declaredBy: readonly string[];
  /** The section that is to declare it. */
  readonly section: string;
};

const entityReferences: Kind = {
  uses: ['entities[].references[]'],
  declaredBy: ['entities[].name'],
  section: 'entities',
};
const connectionEnds: Kind = {
  uses: ['existing.connections[].from', 'existing.connections[].to'],
  declaredBy: ['existing.components[].id', 'external_systems[].name'],
  section: 'existing.components',
};

const namesOf = (root: Located, patterns: readonly string[]): ReadonlySet<string> =>
  new Set(selectTexts(root, ...patterns).map(({ text }) => text));

const mustBeDeclared = (root: Located, source: SourceFile, { uses, declaredBy, section }: Kind): Issue[] => {
  if (saysUnknown(nodeAt(root, section.split('.')))) return [];
  const declared = namesOf(root, declaredBy);
  return selectTexts(root, ...uses)
    .filter(({ text }) => !declared.has(text))
    .slice(0, mostIssues)
    .map(use => unknownReference(use, nearest(use.text, declared), `declare it under ${section}`, source));
};

const unknownReference = (
  { path, node, text }: SelectedText,
  near: string | undefined,
  otherwise: string,
  source: SourceFile,
): Issue =>
  source.issue(node.span[0], {
    code: 'unknown-reference',
    message: `${pathText(path)} names ${quoted(text)}, which the file does not declare`,
    received: quoted(text),
    hint:
      near === undefined
        ? `${otherwise.charAt(0).toUpperCase()}${otherwise.slice(1)}.`
        : `Did you mean ${near}? If not, ${otherwise}.`,
  });

const mostNames = 1000;

const ends = [
  'system',
  'stakeholders[].role',
  'external_systems[].name',
  'entities[].owner',
  'existing.components[].id',
];

/**
 * People and devices outside need no declaration; what is nearly a declared name is a slip. Entities are not
 * compared with: beside the `Turbine` that is stored stands the turbine outside that sends.
 */
const misspeltFlowEnds = (root: Located, source: SourceFile): Issue[] => {
  const likely = namesOf(root, ends);
  const declared = new Set([...likely, ...namesOf(root, ['entities[].name'])]);
  // Comparing each with each takes time: nobody writes more names by hand.
  const compared = likely.size > mostNames ? [] : likely;
  const near = new Map<string, string | undefined>();
  return selectTexts(root, 'flows[].from', 'flows[].to').flatMap(use => {
    if (declared.has(use.text)) return [];
    if (!near.has(use.text) && near.size < mostNames) near.set(use.text, nearest(use.text, compared));
    const meant = near.get(use.text);
    // `Sender` is no slip for `Vendor`.
    if (meant?.charAt(0).toLowerCase() !== use.text.charAt(0).toLowerCase()) return [];
    return meant === undefined
      ? []
      : [unknownReference(use, meant, 'declare it under stakeholders or external_systems', source)];
  });
};

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s?.!]+/gu, ' ')
    .trim();

/** A question that is both settled and to be decided. */
const settledAndOpen = (root: Located, source: SourceFile): Issue[] => {
  const open = new Map(
    selectTexts(root, 'decisions[].question', 'decisions[].id').map(one => [plain(one.text), one] as const),
  );
  return selectTexts(root, 'decided[].question', 'decided[].record').flatMap(settled => {
    const same = open.get(plain(settled.text));
    if (same === undefined) return [];
    const { line } = source.placeOf(same.node.span[0]);
    return [
      source.issue(settled.node.span[0], {
        code: 'contradiction',
        message: `${pathText(settled.path)} settles what ${pathText(same.path)} on line ${line} wants decided`,
        received: quoted(settled.text),
        hint: 'Keep it under `decided`, or reopen it under `decisions`.',
      }),
    ];
  });
};
