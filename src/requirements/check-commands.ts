import type { Issue } from '../model/problem.ts';
import { eventNameOf } from './event-name.ts';
import { type Located, nodeAt, quoted } from './located.ts';
import { selectTexts } from './select.ts';
import type { SourceFile } from './source-file.ts';

/** Commands whose domain event is neither given nor derivable. */
export const commandsWithoutEvent = (root: Located, source: SourceFile): readonly Issue[] =>
  selectTexts(root, 'entities[].commands[]', 'entities[].commands[].name').flatMap(({ path, node, text }) => {
    const event = path.at(-1) === 'name' ? nodeAt(root, [...path.slice(0, -1), 'event']) : undefined;
    if (event !== undefined || eventNameOf(text) !== undefined) return [];
    return [
      source.issue(node.span[0], {
        code: 'event-not-derived',
        message: `no event follows from the command ${quoted(text)}`,
        expected: 'a verb and a noun, such as `place order`, which gives OrderPlaced',
        received: quoted(text),
        hint: `Name the event: { name: ${text.slice(0, 60)}, event: … }`,
      }),
    ];
  });
