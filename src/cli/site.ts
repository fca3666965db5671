import { relative, resolve } from 'node:path';
import { runSite, type SiteFlavor, type SiteResult } from '../commands/site.ts';
import { harmless } from '../model/issue-text.ts';
import type { ExitCode } from '../model/problem.ts';
import { printData, printJson, printMessage } from './terminal.ts';

const siteText = ({ root, folder, files }: SiteResult, from: string): string => {
  const count = (action: string): number => files.filter(file => file.action === action).length;
  const pages = files.filter(({ path, action }) => path.endsWith('.md') && action !== 'removed').length;
  const parts = (['create', 'update', 'unchanged', 'kept', 'removed'] as const)
    .map(action => [count(action), action === 'create' ? 'new' : action === 'update' ? 'updated' : action])
    .filter(([many]) => many !== 0)
    .map(([many, name]) => `${many} ${name}`);
  const place = relative(from, resolve(root, folder)) || '.';
  return harmless(`${place}: ${pages} ${pages === 1 ? 'page' : 'pages'} (files: ${parts.join(', ')})`);
};

const messages = ({ notes }: SiteResult): readonly string[] =>
  notes.map(({ level, code, path, line, text }) =>
    harmless(`${line === undefined ? path : `${path}:${line}`}: ${level} [${code}] ${text}`),
  );

/** `adrgen site --json`: documented in docs/json.md. */
const siteJson = ({ folder, files, notes, exitCode }: SiteResult, flavor: SiteFlavor) => ({
  command: 'site',
  exitCode,
  flavor,
  folder: folder === '' ? '.' : folder,
  files,
  notes,
});

/** `adrgen site`. */
export const siteCommand = async (options: {
  readonly flavor: SiteFlavor;
  readonly out: string;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const cwd = process.cwd();
  const result = await runSite({ flavor: options.flavor, out: options.out, cwd });
  if (options.json) printJson(siteJson(result, options.flavor));
  else printData(siteText(result, cwd));
  const lines = options.json ? [] : messages(result);
  if (lines.length > 0) printMessage(lines.join('\n'));
  return result.exitCode;
};
