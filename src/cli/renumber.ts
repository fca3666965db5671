import { relative } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { exitCodeOf, planRenumber, type RenumberPlan, runRenumber } from '../commands/renumber.ts';
import { harmless } from '../model/issue-text.ts';
import type { ExitCode } from '../model/problem.ts';
import { issuesText, printData, printJson, printMessage } from './terminal.ts';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const reasons = {
  history: 'was committed earlier',
  date: 'bears the earlier date',
  name: 'comes first by its name, since nothing says which of the two is older',
} as const;

const planText = ({ root, moves, beside, mentions }: RenumberPlan, from: string): string => {
  const path = (one: string): string => relative(from, `${root}/${one}`) || one;
  if (moves.length === 0) return 'Every record has a number of its own.';
  const of = (meaning: 'moves' | 'unknown'): readonly string[] =>
    mentions
      .filter(one => one.meaning === meaning)
      .map(({ path: file, line, before, after }) =>
        meaning === 'moves'
          ? `  ${path(file)}:${line}: ${before} → ${after}`
          : `  ${path(file)}:${line}: ${before}`,
      );
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', title, ...lines];
  return [
    ...moves.map(
      move =>
        `${path(move.from)} → ${nameOf(move.to)}: ${nameOf(move.stays)} keeps the number, it ${reasons[move.because]}`,
    ),
    ...beside.map(one => `${path(one.from)} → ${nameOf(one.to)}`),
    ...section('Mended:', of('moves')),
    ...section('Left, since nobody can tell which of the two is meant:', of('unknown')),
  ]
    .map(harmless)
    .join('\n');
};

/** `adrgen renumber --json`: documented in docs/json.md. */
const planJson = (
  { moves, beside, mentions, failures }: RenumberPlan,
  written: boolean,
  exitCode: ExitCode,
) => ({
  command: 'renumber',
  exitCode,
  written,
  moves: moves.map(({ id, title, from, to, number, next, stays, because }) => ({
    ...{ id, title, from, to, number, next, stays, because },
  })),
  files: beside,
  mentions: mentions.map(({ path, line, before, after, meaning }) => ({
    ...{ path, line, before, after },
    mended: meaning === 'moves',
  })),
  failures: failures.map(({ name, issues }) => ({ file: name, issues })),
});

/** Asks on the terminal; everything but a yes is a no. */
const confirmed = async (): Promise<boolean> => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await lines.question('Write this? [y/N] ')).trim());
  } finally {
    lines.close();
  }
};

/** `adrgen renumber`. */
export const renumberCommand = async (words: {
  readonly paths?: readonly string[] | undefined;
  readonly write: boolean;
  readonly json: boolean;
}): Promise<ExitCode> => {
  const options = { paths: words.paths ?? [], cwd: process.cwd() };
  if (words.json) {
    const plan = await (words.write ? runRenumber(options) : planRenumber(options));
    const exitCode = exitCodeOf(plan, words.write);
    printJson(planJson(plan, words.write, exitCode));
    return exitCode;
  }
  const plan = planRenumber(options);
  for (const { issues } of plan.failures) printMessage(`${issuesText(issues)}\n`);
  printData(planText(plan, options.cwd));
  if (plan.moves.length === 0) return exitCodeOf(plan, false);
  const isAsked = !words.write && process.stdin.isTTY && process.stderr.isTTY;
  if (!words.write && !(isAsked && (await confirmed()))) {
    printMessage('\nNothing is written. Write it: adrgen renumber --write');
    return exitCodeOf(plan, false);
  }
  const done = await runRenumber(options);
  printMessage(`\n${done.writes.length} files written or moved.`);
  return exitCodeOf(done, true);
};
