import { idOfText } from '../model/identity.ts';
import type { Issue } from '../model/problem.ts';
import { mostIssues } from './issue-order.ts';
import { type Located, nodeAt, pathText, quoted } from './located.ts';
import { asText, type SelectedText, select, selectTexts } from './select.ts';
import type { SourceFile } from './source-file.ts';

type Named = { readonly name: string; readonly offset: number; readonly derived?: boolean };

/** Names that stand for two things, and ids that look like the path of a field. */
export const duplicates = (root: Located, source: SourceFile): readonly Issue[] => [
  ...twice(driverIds(root), 'id', source),
  ...twice(selectTexts(root, 'decisions[].id').map(asNamed), 'id of a decision', source),
  ...twice(selectTexts(root, 'entities[].name').map(asNamed), 'entity', source),
  ...twice(selectTexts(root, 'external_systems[].name').map(asNamed), 'external system', source),
  ...twice(selectTexts(root, 'stakeholders[].role').map(asNamed), 'stakeholder', source),
  ...twice(selectTexts(root, 'existing.components[].id').map(asNamed), 'component', source),
  ...select(root, 'decisions[].options').flatMap(({ node }) =>
    twice(selectTexts(node, '[].name').map(asNamed), 'option', source),
  ),
  ...select(root, 'entities[].commands').flatMap(({ node }) =>
    twice(selectTexts(node, '[]', '[].name').map(asNamed), 'command', source),
  ),
  ...reserved(root, source),
];

const asNamed = ({ text, node }: SelectedText): Named => ({ name: text, offset: node.span[0] });

/** Requirements, scenarios and constraints are cited by id in the same sentences, so they share one space. */
const driverIds = (root: Located): readonly Named[] => [
  ...['functional', 'constraints'].flatMap(section => select(root, `${section}[]`).flatMap(idOfEntry)),
  ...selectTexts(root, 'quality_scenarios[].id').map(asNamed),
];

const idOfEntry = ({ path, node }: { path: readonly (string | number)[]; node: Located }): Named[] => {
  const id = nodeAt(node, ['id']);
  if (id !== undefined) return asText({ path, node: id }).map(asNamed);
  const text = node.kind === 'scalar' ? node : nodeAt(node, ['text']);
  if (text === undefined) return [];
  return asText({ path, node: text }).map(one => ({
    name: idOfText(one.text),
    offset: one.node.span[0],
    derived: true,
  }));
};

const twice = (named: readonly Named[], what: string, source: SourceFile): Issue[] => {
  const first = new Map<string, Named>();
  const issues: Issue[] = [];
  for (const one of [...named].sort((a, b) => a.offset - b.offset)) {
    const name = one.name.normalize('NFC');
    const before = first.get(name);
    if (before === undefined) first.set(name, one);
    else if (issues.length <= mostIssues) issues.push(duplicate(one, before, what, source));
  }
  return issues;
};

const duplicate = (one: Named, before: Named, what: string, source: SourceFile): Issue => {
  const { line } = source.placeOf(before.offset);
  const sameText = one.derived === true && before.derived === true;
  return source.issue(one.offset, {
    code: 'duplicate-id',
    message: sameText
      ? `the same text stands twice (first on line ${line})`
      : `the ${what} ${quoted(one.name)} is used twice (first on line ${line})`,
    received: quoted(one.name),
    hint: sameText ? 'Remove one, or give both an id.' : 'Rename one of the two.',
  });
};

/** Drivers without an id are cited by their path, such as `quality.availability`. */
const sections = ['quality', 'load', 'team', 'budget', 'timeline'];

const reserved = (root: Located, source: SourceFile): Issue[] =>
  selectTexts(root, 'functional[].id', 'constraints[].id', 'quality_scenarios[].id')
    .filter(({ text }) => sections.some(section => text === section || text.startsWith(`${section}.`)))
    .map(({ path, node, text }) =>
      source.issue(node.span[0], {
        code: 'reserved-id',
        message: `${pathText(path)} looks like the path of a field, under which records cite that field`,
        received: quoted(text),
        hint: 'Choose another id.',
      }),
    );
