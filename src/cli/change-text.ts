import type { Change } from '../model/changes.ts';

/** "Context and Consequences". */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/**
 * What happens to a document, in words. `conflicts` names the sections that wait for a person; `title` is what the
 * document would be called by now.
 */
export const changeText = (change: Change, conflicts: readonly string[], title: string): string => {
  const waits = conflicts.length === 0 ? '' : `; to be settled by hand: ${listed(conflicts)}`;
  if (change.reason === 'accepted') {
    return change.outdated === true
      ? `kept, since it is decided; the requirements now call for a record that supersedes it: “${title}”`
      : 'kept, since it is decided';
  }
  if (change.action === 'kept') return `kept, since somebody edited it${waits}`;
  if (change.action === 'merged')
    return `merged; as somebody wrote it: ${listed(change.sections ?? [])}${waits}`;
  return change.action + waits;
};
