import { loadPersonas } from '../io/personas.ts';
import { formatIssue, harmless, placeText } from '../model/issue-text.ts';
import { type PersonaIssue, type PersonaStage, personaStages } from '../model/persona.ts';
import { type ExitCode, exitCodes } from '../model/problem.ts';
import type { ListedPersona, PersonaOrigin } from '../personas/choose.ts';

export type AgentsOptions = {
  /** Folder of persona files, as with `--agents`. */
  readonly agents?: string | undefined;
  /** The folder that the command runs in. */
  readonly cwd: string;
};

/** As `adrgen agents --json` prints it. */
export type AgentsResult = {
  readonly command: 'agents';
  readonly exitCode: ExitCode;
  readonly stages: readonly {
    readonly stage: PersonaStage;
    readonly task: string;
    /** Null where no persona serves it. */
    readonly persona: string | null;
  }[];
  readonly personas: readonly (Omit<ListedPersona, 'prompt'> & { readonly promptCharacters: number })[];
  readonly issues: readonly PersonaIssue[];
};

/** Lists the personas and what is wrong with them. Throws a Problem where `--agents` leads nowhere. */
export const runAgents = (options: AgentsOptions): AgentsResult => {
  const { personas, issues, byStage } = loadPersonas(options);
  return {
    command: 'agents',
    exitCode: issues.some(({ level }) => level === 'error') ? exitCodes.findings : exitCodes.clean,
    stages: (Object.keys(personaStages) as PersonaStage[]).map(stage => ({
      stage,
      task: personaStages[stage],
      persona: byStage.get(stage)?.name ?? null,
    })),
    personas: personas.map(({ prompt, ...persona }) => ({ ...persona, promptCharacters: prompt.length })),
    issues,
  };
};

const origins: Readonly<Record<PersonaOrigin, string>> = {
  package: 'adrgen itself',
  repository: '.claude/agents',
  option: '--agents',
};

/** Columns are as wide as their widest cell; the last one runs free. */
const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.min(40, Math.max(...rows.map(row => (row[column] ?? '').length))),
  );
  return rows.map(row =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
};

/** The list for people, without colours; data of files is made harmless for terminals. */
export const agentsText = ({ personas, stages }: AgentsResult): string => {
  const line = ({ name, stage, model, origin, file }: AgentsResult['personas'][number]): string[] =>
    [stage ?? '-', name, model, origins[origin], file].map(harmless);
  const head = ['STAGE', 'PERSONA', 'MODEL', 'FROM', 'FILE'];
  const order = stages.map(({ stage }) => stage);
  const used = personas
    .filter(({ standing }) => standing === 'used')
    .sort((a, b) => order.indexOf(a.stage ?? 'lead') - order.indexOf(b.stage ?? 'lead'));
  const section = (title: string, standing: ListedPersona['standing']): string[] => {
    const rows = personas.filter(one => one.standing === standing).map(line);
    return rows.length === 0 ? [] : ['', title, ...table(rows).map(row => `  ${row}`)];
  };
  return [
    ...table([head, ...used.map(line)]),
    ...section('Replaced by one of the same stage above:', 'replaced'),
    ...section('Not asked by adrgen, since their names serve no stage:', 'unasked'),
  ].join('\n');
};

const warningText = ({ place, code, message, expected, received, hint }: PersonaIssue): string => {
  const fact = (name: string, text: string | undefined): string[] =>
    text === undefined ? [] : [`  = ${name}: ${harmless(text)}`];
  return [
    `${place === undefined ? '' : `${placeText(place)}: `}warning [${code}] ${harmless(message)}`,
    ...fact('expected', expected),
    ...fact('received', received),
    ...fact('hint', hint),
  ].join('\n');
};

/** What is wrong with persona files, for stderr: errors first. */
export const agentsMessages = (
  { issues }: AgentsResult,
  { colour }: { readonly colour: boolean },
): readonly string[] => [
  ...issues.filter(({ level }) => level === 'error').map(issue => formatIssue(issue, { colour })),
  ...issues.filter(({ level }) => level === 'warning').map(warningText),
];
