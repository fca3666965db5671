import { readFileSync } from 'node:fs';
import { loadTopics } from '../../../src/architects/catalogue/load-topics.ts';
import type { Topic } from '../../../src/model/catalogue.ts';

const page = readFileSync(new URL('../../../docs/catalogue.md', import.meta.url), 'utf8');

/** The complete topic that docs/catalogue.md shows. */
export const exampleText = /```yaml\n(id: [\s\S]*?)```/u.exec(page)?.[1] ?? '';

export const exampleFile = { name: 'feature-switches.yaml', text: exampleText };

/** The example as a topic, read again each time. */
export const exampleTopic = (): Topic => {
  const [topic] = loadTopics([exampleFile]).topics;
  if (topic === undefined) throw new Error('the example of docs/catalogue.md does not load');
  return topic;
};

/** The example with one piece of its text replaced; throws where the text does not have it. */
export const exampleWith = (...replacements: readonly (readonly [from: string, to: string])[]): Topic => {
  const text = replacements.reduce((whole, [from, to]) => {
    if (!whole.includes(from)) throw new Error(`the example does not hold ${from}`);
    return whole.replace(from, to);
  }, exampleText);
  const { topics, issues } = loadTopics([{ name: 'changed.yaml', text }]);
  const [topic] = topics;
  if (topic === undefined) throw new Error(JSON.stringify(issues));
  return topic;
};
