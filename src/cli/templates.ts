import {
  type CheckedTemplates,
  type ListedTemplate,
  runTemplatesCheck,
  runTemplatesEject,
  runTemplatesList,
} from '../commands/templates.ts';
import { harmless } from '../model/issue-text.ts';
import type { ExitCode } from '../model/problem.ts';
import { issuesText, printData, printJson, printMessage } from './terminal.ts';

const lineOf = ({ path, makes, usedBy, file }: ListedTemplate, width: number): string => {
  const purpose = makes ?? (usedBy.length === 0 ? 'used by none' : `part of ${usedBy.join(', ')}`);
  const from = file === null ? '' : ` (from ${harmless(file)})`;
  return `${path.padEnd(width)}  ${purpose.replaceAll('`', '')}${from}`;
};

/** `adrgen templates list`. */
export const listCommand = async (options: {
  readonly templates?: string | undefined;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const result = runTemplatesList(options.templates);
  const width = Math.max(...result.templates.map(({ path }) => path.length));
  if (options.json) printJson(result);
  else printData(result.templates.map(one => lineOf(one, width)).join('\n'));
  return result.exitCode;
};

/** `adrgen templates eject`. */
export const ejectCommand = async (options: {
  readonly names: readonly string[];
  readonly to: string;
  readonly force: boolean;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const result = await runTemplatesEject(options);
  const to = harmless(result.to);
  if (options.json) printJson(result);
  else {
    printData(result.files.map(({ path, action }) => `${to}/${path}: ${action}`).join('\n'));
    printMessage(
      `\nChange what you need and delete the rest: what is not there comes from the package.\n` +
        `  adrgen templates check ${to}\n  adrgen new requirements.yaml --templates ${to}`,
    );
  }
  return result.exitCode;
};

const standings: Readonly<Record<CheckedTemplates['templates'][number]['standing'], string>> = {
  replaced: 'in place of the package’s',
  same: 'as the package has it, and can be deleted',
  own: 'a partial of your own',
};

/** `adrgen templates check`. */
export const checkCommand = async (options: {
  readonly folder: string;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const result = runTemplatesCheck(options.folder);
  if (options.json) printJson(result);
  else {
    const lines = result.templates.map(({ file, standing }) => `${harmless(file)}: ${standings[standing]}`);
    if (result.issues.length === 0) printData(lines.join('\n'));
    else printMessage(issuesText(result.issues));
  }
  return result.exitCode;
};
