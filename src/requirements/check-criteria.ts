import { criterionNames } from '../model/criteria.ts';
import type { Issue } from '../model/problem.ts';
import { oneOf } from './expected.ts';
import { mostIssues } from './issue-order.ts';
import { type Located, nodeAt, type Path, pathText, quoted } from './located.ts';
import { nearest } from './nearest.ts';
import { type SelectedText, select, selectTexts } from './select.ts';
import type { SourceFile } from './source-file.ts';

/** Criteria that are ranked or rated but that nobody lists, and ratings that run backwards. */
export const unknownCriteria = (root: Located, source: SourceFile): readonly Issue[] => [
  ...rankedTwice(root, source),
  ...rankedUnknown(root, source),
  ...nearlyKnown(root, source),
  ...rated(root, source),
  ...backwards(root, source),
];

const ranked = (root: Located): readonly SelectedText[] =>
  selectTexts(root, 'priorities[]', 'priorities[][]');

const allCriteria = (root: Located): ReadonlySet<string> =>
  new Set([...criterionNames, ...selectTexts(root, 'decisions[].criteria[]').map(({ text }) => text)]);

const rankedUnknown = (root: Located, source: SourceFile): Issue[] => {
  const known = allCriteria(root);
  return ranked(root)
    .filter(({ text }) => !known.has(text))
    .slice(0, mostIssues)
    .map(({ path, text, node }) => unknown(path, text, node.span[0], [...known], source));
};

const rankedTwice = (root: Located, source: SourceFile): Issue[] => {
  const first = new Map<string, SelectedText>();
  return [...ranked(root)]
    .sort((a, b) => a.node.span[0] - b.node.span[0])
    .flatMap(one => {
      const before = first.get(one.text);
      if (before === undefined) {
        first.set(one.text, one);
        return [];
      }
      const { line, column } = source.placeOf(before.node.span[0]);
      return [
        source.issue(one.node.span[0], {
          code: 'contradiction',
          message: `priorities names ${quoted(one.text)} twice (first on line ${line}, column ${column})`,
          received: quoted(one.text),
          hint: 'Keep the place in the ranking that is meant.',
        }),
      ];
    });
};

const unknown = (
  path: Path,
  name: string,
  offset: number,
  known: readonly string[],
  source: SourceFile,
): Issue => {
  const near = nearest(name, known);
  return source.issue(offset, {
    code: 'unknown-value',
    message: `${pathText(path)}: no criterion is called ${quoted(name)}`,
    expected: oneOf(known),
    received: quoted(name),
    hint:
      near === undefined
        ? 'Criteria of your own are listed under `decisions[].criteria`.'
        : `Did you mean ${near}?`,
  });
};

/** A criterion of one's own that is one slip away from a published one is that one. */
const nearlyKnown = (root: Located, source: SourceFile): Issue[] =>
  selectTexts(root, 'decisions[].criteria[]')
    .filter(({ text }) => !(criterionNames as readonly string[]).includes(text))
    .filter(({ text }) => nearest(text, criterionNames) !== undefined)
    .map(({ path, text, node }) => unknown(path, text, node.span[0], criterionNames, source));

const rated = (root: Located, source: SourceFile): Issue[] =>
  select(root, 'decisions[].options[].ratings').flatMap(({ path, node }) => {
    const decision = nodeAt(root, path.slice(0, 2));
    const own = decision === undefined ? [] : selectTexts(decision, 'criteria[]').map(({ text }) => text);
    const known = [...new Set([...criterionNames, ...own])];
    return node.kind !== 'map'
      ? []
      : [...node.entries]
          .filter(([name]) => !known.includes(name))
          .map(([name, { key }]) => unknown([...path, name], name, key[0], known, source));
  });

const backwards = (root: Located, source: SourceFile): Issue[] =>
  select(root, 'decisions[].options[].ratings').flatMap(({ path, node }) =>
    node.kind !== 'map'
      ? []
      : [...node.entries].flatMap(([name, { value }]) => {
          const [low, high] = value.kind === 'list' ? value.items : [];
          if (low?.kind !== 'scalar' || high?.kind !== 'scalar') return [];
          if (typeof low.value !== 'number' || typeof high.value !== 'number' || low.value <= high.value)
            return [];
          return [
            source.issue(value.span[0], {
              code: 'contradiction',
              message: `${pathText([...path, name])}: the lowest rating is above the highest`,
              received: `[${low.text}, ${high.text}]`,
              hint: `Write [${high.text}, ${low.text}]`,
            }),
          ];
        }),
  );
