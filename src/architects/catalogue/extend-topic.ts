import type { Topic, TopicExtension } from '../../model/catalogue.ts';

/** The topic with an extension applied; null where the extension takes it away. Pure. */
export const extendTopic = (base: Topic, extension: TopicExtension): Topic | null => {
  const { extends: _, disable, options = [], sources = {}, tests = [], ...replaced } = extension;
  if (disable === true) return null;
  const gone = new Set(disable ?? []);
  const given = Object.fromEntries(Object.entries(replaced).filter(([, value]) => value !== undefined));
  const kept = base.options.map(option => options.find(({ id }) => id === option.id) ?? option);
  const added = options.filter(({ id }) => !base.options.some(option => option.id === id));
  return {
    ...base,
    ...given,
    options: [...kept, ...added].filter(({ id }) => !gone.has(id)),
    sources: { ...base.sources, ...sources },
    tests: [...base.tests, ...tests].filter(({ expect }) => !gone.has(expect.winner)),
  };
};
