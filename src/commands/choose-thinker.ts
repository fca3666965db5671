import { resolve } from 'node:path';
import { hasCredentials } from '../io/model-service/credentials.ts';
import { relativeTo } from '../io/repository.ts';
import type { Making, Settings } from '../model/changes.ts';
import { modelId, standardModel } from '../model/language-models.ts';
import type { Means } from './means.ts';

/** What a command line says of who thinks. */
export type Wanted = {
  readonly architect: 'auto' | 'catalogue' | 'claude';
  readonly model?: string | undefined;
  /** Folder of personas, from the working directory. */
  readonly agents?: string | undefined;
};

/**
 * Who thinks about a system: whom the command line names; else who thought before, as its lock says; else a model
 * where there are credentials. Undefined is the catalogue.
 */
export const chooseThinking = (
  root: string,
  { configuration }: Means,
  { architect, model, agents }: Wanted,
  before: Making | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Settings['thinking'] => {
  const known = before?.settings.thinking;
  const isClaude =
    architect === 'claude' ||
    (architect === 'auto' && (before === undefined ? hasCredentials(env) : known !== undefined));
  if (!isClaude) return undefined;
  return {
    architect: 'claude',
    model: modelId(model ?? known?.model ?? configuration.asking.model ?? standardModel),
    agents: agents === undefined ? (known?.agents ?? null) : relativeTo(root, resolve(agents)),
  };
};
