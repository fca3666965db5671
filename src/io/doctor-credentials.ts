import type { Environment } from './browser/places.ts';
import type { Check } from './doctor-check.ts';

const variables = ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_BASE_URL'] as const;

/** Whether each is set, and never to what. */
export const checkCredentials = (env: Environment): Check => {
  const isSet = variables.map(name => [name, Boolean(env[name])] as const);
  const set = isSet.filter(([, yes]) => yes).map(([name]) => name);
  return {
    id: 'credentials',
    title: 'Model service',
    state: 'ok',
    text: `${set.length === 0 ? 'no credentials are set' : `set: ${set.join(', ')}`}; not needed by the catalogue architect`,
    mend: [],
    details: Object.fromEntries(isSet),
  };
};
