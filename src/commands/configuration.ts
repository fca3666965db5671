import { configurationFileOf } from '../io/configuration-file.ts';
import { type Configuration, noConfiguration } from '../model/configuration.ts';
import { readConfiguration } from '../requirements/read-configuration.ts';
import { markdownRules } from '../rules/markdown/table.ts';
import { rules } from '../rules/table.ts';

/** Rules about the configuration itself. */
export const waiverRules = {
  expired: { id: 'CONF-001', says: 'No waiver is past its day.' },
  unused: { id: 'CONF-002', says: 'Every waiver waives something.' },
} as const;

/** What every rule asks, by id: the same id asks the same of structured documents and of Markdown. */
export const everyRule = (): ReadonlyMap<string, string> =>
  new Map([...Object.values(waiverRules), ...markdownRules, ...rules].map(({ id, says }) => [id, says]));

/**
 * What a configuration says that could change a design document, as one text; null where that is nothing. Rules and
 * waivers for Markdown are none of it: who writes one does not make every system anew.
 */
export const aboutSystems = (configuration: Configuration): string | null => {
  const isJudged = (id: string): boolean => rules.some(rule => rule.id === id);
  const levels = Object.entries(configuration.rules)
    .filter(([id]) => isJudged(id))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const waivers = configuration.waivers
    .filter(({ rule, at }) => isJudged(rule) && !/(?:\.md|\/)$/i.test(at))
    .map(({ rule, at, reason, until }) => [rule, at, reason, until]);
  return levels.length + waivers.length === 0 ? null : JSON.stringify([levels, waivers]);
};

/** What the team of a repository says of the rules. Throws a Problem with all that is wrong with the file. */
export const configurationOf = (
  root: string,
): { readonly name: string | null; readonly configuration: Configuration } => {
  const file = configurationFileOf(root);
  if (file === null) return { name: null, configuration: noConfiguration };
  const known = [...everyRule().keys()];
  return { name: file.name, configuration: readConfiguration(file.bytes, file.name, known) };
};
