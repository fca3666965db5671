import { catalogueArchitect } from '../architects/catalogue/architect.ts';
import { loadTopics } from '../architects/catalogue/load-topics.ts';
import { sha256 } from '../io/hash.ts';
import type { Settings } from '../model/changes.ts';
import { Problem } from '../model/problem.ts';
import type { Doors, Thinker } from './asking-doors.ts';
import type { Means } from './means.ts';

const byCatalogue = ({ catalogue, hashes }: Means): Thinker => {
  const { topics, issues } = loadTopics(catalogue);
  if (issues.length > 0) throw new Problem(issues);
  return {
    architect: catalogueArchitect(topics),
    knows: hashes.catalogue,
    asked: () => new Map(),
    settled: async () => {},
  };
};

/**
 * The architect that settings name: the catalogue, or a model with its personas. What asks models is loaded where one
 * may be asked. Throws a Problem where the catalogue or a folder of personas cannot be read.
 */
export const openThinker = async (
  root: string,
  means: Means,
  thinking: Settings['thinking'],
  doors: Doors,
): Promise<Thinker> => {
  if (thinking === undefined) return byCatalogue(means);
  const { claudeThinker } = await import('./claude-thinker.ts');
  return claudeThinker(root, means, thinking, doors);
};

/** `Thinker.knows` alone. */
export const knowledgeOf = async (
  root: string,
  means: Means,
  thinking: Settings['thinking'],
): Promise<string> => {
  if (thinking === undefined) return means.hashes.catalogue;
  const { claudeKnowledge } = await import('./claude-thinker.ts');
  return sha256(JSON.stringify([means.hashes.catalogue, claudeKnowledge(root, means, thinking)]));
};
