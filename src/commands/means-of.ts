import { join } from 'node:path';
import { type Means, readMeans } from './means.ts';

/** What a system is made with, by its folder of own templates; each read once. */
export type MeansOf = (templates: string | null) => Promise<Means>;

export const meansOf = (root: string): MeansOf => {
  const known = new Map<string | null, Promise<Means>>();
  return templates => {
    const means =
      known.get(templates) ?? readMeans(root, templates === null ? undefined : join(root, templates));
    known.set(templates, means);
    return means;
  };
};
