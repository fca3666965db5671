import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { harmless } from '../model/issue-text.ts';
import type { Check } from './doctor-check.ts';
import { hasOpenJournal } from './write-changes.ts';

/** The folder upwards that holds `.git`, which is a file in a work tree of its own. */
const repositoryOf = (folder: string): string | null => {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return null;
  }
};

/** The repository that documents go to, and what adrgen keeps there. `root` is the one of `new`. */
export const checkRepository = (root: string): Check => {
  const git = repositoryOf(root);
  const kept = existsSync(join(root, '.adrgen'));
  const own = kept ? `.adrgen is in ${root}` : `no .adrgen yet: the first run makes it in ${root}`;
  return {
    id: 'repository',
    title: 'Repository',
    state: git === null ? 'warning' : 'ok',
    text: harmless(git === null ? `no git repository; ${own}` : `git in ${git}; ${own}`),
    mend: git === null ? ['git init (locks and records are meant to be committed)'] : [],
    details: { git, root, adrgen: kept },
  };
};

/** Whether a run was interrupted while it wrote. */
export const checkJournal = (root: string): Check => {
  const open = hasOpenJournal(root);
  return {
    id: 'journal',
    title: 'Journal',
    state: open ? 'warning' : 'ok',
    text: open ? 'a run was interrupted while it wrote' : 'no interrupted run',
    mend: open ? ['adrgen new <requirements.yaml>: it completes the interrupted run first'] : [],
    details: { open },
  };
};
