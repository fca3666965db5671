import type { Issue } from '../model/problem.ts';
import { type Located, nodeAt, pathText, quoted } from './located.ts';
import { type SelectedText, selectTexts } from './select.ts';
import type { SourceFile } from './source-file.ts';

/** A tag that is forbidden and required: by one constraint, or by two hard ones. */
export const contradictingConstraints = (root: Located, source: SourceFile): readonly Issue[] => {
  const required = selectTexts(root, 'constraints[].requires[]');
  return selectTexts(root, 'constraints[].forbids[]').flatMap(forbidden => {
    const other = required.find(one => one.text === forbidden.text && excludesTogether(root, one, forbidden));
    return other === undefined ? [] : [both(forbidden, other, source)];
  });
};

const excludesTogether = (root: Located, one: SelectedText, other: SelectedText): boolean =>
  one.path[1] === other.path[1] || (isHard(root, one) && isHard(root, other));

const isHard = (root: Located, { path }: SelectedText): boolean => {
  const hard = nodeAt(root, [...path.slice(0, 2), 'hard']);
  return !(hard?.kind === 'scalar' && hard.value === false);
};

const both = (forbidden: SelectedText, required: SelectedText, source: SourceFile): Issue => {
  const { line } = source.placeOf(required.node.span[0]);
  const [first, second] = [pathText(forbidden.path.slice(0, 2)), pathText(required.path.slice(0, 2))];
  return source.issue(forbidden.node.span[0], {
    code: 'contradiction',
    message: `${first} forbids ${quoted(forbidden.text)}, which ${second} requires on line ${line}`,
    received: quoted(forbidden.text),
    hint:
      first === second
        ? 'Remove one of the two.'
        : 'Remove one of the two, or say `hard: false` where it can give way.',
  });
};
