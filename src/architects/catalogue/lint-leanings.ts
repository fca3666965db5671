import { error, type Flaw, type LintRule } from './lint-issue.ts';
import { nearest } from './topic-issues.ts';

const meant = (name: string, names: readonly string[]): string | undefined => {
  const near = nearest(name, names);
  return near === undefined ? undefined : `did you mean ${near}?`;
};

/** What an option leans on is an answer that another topic of the catalogue has. */
export const knownLeanings: LintRule = (topic, _today, among) =>
  topic.options.flatMap(option =>
    option.leans_on.flatMap((lean, index): Flaw[] => {
      const path = ['options', option.id, 'leans_on', index];
      if (lean.topic === topic.id)
        return [error('leans-on-itself', [...path, 'topic'], `${lean.topic} is the topic itself`)];
      const other = among.find(({ id }) => id === lean.topic);
      if (other === undefined) {
        const names = among.map(({ id }) => id).filter(id => id !== topic.id);
        const text = `there is no topic ${lean.topic}`;
        return [error('unknown-topic', [...path, 'topic'], text, meant(lean.topic, names))];
      }
      const options = other.options.map(({ id }) => id);
      return lean.any_of
        .filter(id => !options.includes(id))
        .map(id =>
          error(
            'unknown-option',
            [...path, 'any_of'],
            `${lean.topic} has no option ${id}`,
            meant(id, options),
          ),
        );
    }),
  );
