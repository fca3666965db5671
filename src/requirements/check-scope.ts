import { normalisedText } from '../model/identity.ts';
import type { Issue } from '../model/problem.ts';
import { type Located, nodeAt, pathText, quoted } from './located.ts';
import { type SelectedText, selectTexts } from './select.ts';
import type { SourceFile } from './source-file.ts';

/** What is wanted and not wanted at once. */
export const contradictingScope = (root: Located, source: SourceFile): readonly Issue[] => {
  const goals = new Map(selectTexts(root, 'scope.in[]').map(one => [normalisedText(one.text), one] as const));
  const nonGoals = [...selectTexts(root, 'scope.out[]'), ...wonts(root)];
  return nonGoals.flatMap(non => {
    const goal = goals.get(normalisedText(non.text));
    return goal === undefined ? [] : [both(non, goal, source)];
  });
};

const wonts = (root: Located): readonly SelectedText[] =>
  selectTexts(root, 'functional[].text').filter(({ path }) => {
    const priority = nodeAt(root, [...path.slice(0, -1), 'priority']);
    return priority?.kind === 'scalar' && priority.text === 'wont';
  });

const both = (non: SelectedText, goal: SelectedText, source: SourceFile): Issue => {
  const { line } = source.placeOf(goal.node.span[0]);
  return source.issue(non.node.span[0], {
    code: 'contradiction',
    message: `${pathText(non.path)} is no goal, but ${pathText(goal.path)} on line ${line} says that it is one`,
    received: quoted(non.text),
    hint: 'Remove one of the two.',
  });
};
