import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Answers of git are cut off here: what is asked for is small. */
const mostBytes = 64 * 1024 * 1024;
const mostSeconds = 60;

/** What git says, or null where it fails or is not installed: what it would have told is then not known. */
const git = (root: string, words: readonly string[]): string | null => {
  // What comes with a repository starts no programs: no hooks, no monitor, no pager, no prompt.
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-pager'];
  try {
    return execFileSync('git', [...safe, '--no-optional-locks', '--literal-pathspecs', ...words], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: mostBytes,
      timeout: mostSeconds * 1000,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    });
  } catch {
    return null;
  }
};

/** Whether a folder belongs to a git repository. */
const isRepository = (root: string): boolean => {
  for (let at = resolve(root); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (dirname(at) === at) return false;
  }
};

/** When each file below the root was first committed, in seconds since 1970; files that never were are left out. */
export const firstCommits = (root: string, paths: readonly string[]): ReadonlyMap<string, number> => {
  const first = new Map<string, number>();
  if (paths.length === 0 || !isRepository(root)) return first;
  const format = ['--format=%x00%ct', '--name-only', '--diff-filter=A', '--no-renames', '--relative', '-z'];
  const said = git(root, ['log', '-m', ...format, 'HEAD', '--', ...paths]) ?? '';
  let time = 0;
  for (const part of said.split('\0')) {
    const line = part.trim();
    if (/^\d+$/.test(line)) time = Number(line);
    else if (line !== '') first.set(line, Math.min(time, first.get(line) ?? time));
  }
  return new Map([...first].filter(([path]) => paths.includes(path)));
};

/** Branches that are asked, newest first: what was left for long takes no numbers. */
const mostBranches = 200;

/** Names of the files of a folder in every branch, those of other machines as well as last fetched. */
export const namesInBranches = (root: string, folder: string): readonly string[] => {
  if (!isRepository(root)) return [];
  const order = ['--sort=-committerdate', `--count=${mostBranches}`, '--format=%(objectname)'];
  const refs = git(root, ['for-each-ref', ...order, 'refs/heads', 'refs/remotes']) ?? '';
  const commits = [...new Set(refs.split('\n').filter(line => /^[\da-f]{40,64}$/.test(line)))];
  const names = commits.flatMap(
    commit => git(root, ['ls-tree', '-z', '--name-only', commit, '--', `${folder}/`])?.split('\0') ?? [],
  );
  return [...new Set(names)].filter(name => name !== '').map(path => path.slice(path.lastIndexOf('/') + 1));
};

/** Line numbers of a file, each with the commit that wrote it; lines that are not committed are left out. */
export const commitsOfLines = (
  root: string,
  path: string,
  lines: readonly number[],
): ReadonlyMap<number, string> => {
  if (lines.length === 0 || !isRepository(root)) return new Map();
  const ranges = [...new Set(lines)].flatMap(line => ['-L', `${line},${line}`]);
  const said = git(root, ['blame', '--porcelain', ...ranges, '--', path]) ?? '';
  return new Map(
    [...said.matchAll(/^([\da-f]{40,64}) \d+ (\d+)/gm)]
      // What is not committed yet is of a commit of zeros.
      .filter(([, commit = '']) => !/^0+$/.test(commit))
      .map(([, commit = '', line]) => [Number(line), commit]),
  );
};

/** Which of these files a commit has. */
export const filesAt = (root: string, commit: string, paths: readonly string[]): ReadonlySet<string> => {
  const said = git(root, ['ls-tree', '-z', '--name-only', commit, '--', ...paths]) ?? '';
  return new Set(said.split('\0').filter(path => path !== ''));
};
