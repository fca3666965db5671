import { catalogueArchitect } from '../architects/catalogue/architect.ts';
import { loadTopics } from '../architects/catalogue/load-topics.ts';
import { type Affected, affectedBy, movedFacts, type Shift, shiftsOf } from '../design/shift.ts';
import { type LoadSweep, sweepOf } from '../design/sweep.ts';
import { readCatalogue } from '../io/package-files.ts';
import { readInput } from '../io/repository.ts';
import { today } from '../io/today.ts';
import type { Finding } from '../model/finding.ts';
import { Problem, problem } from '../model/problem.ts';
import { readChanged, type Setting, settingOf } from '../requirements/settings.ts';
import { judge } from '../rules/judge.ts';
import type { Architect } from '../stages/architect.ts';
import type { Design } from '../stages/design.ts';
import { factPath, factsOf } from '../weighing/facts.ts';
import { figureDefaults } from '../weighing/figure-defaults.ts';
import { type KnownFile, knownFiles, theOnly } from './known-file.ts';
import { think } from './think.ts';

export type WhatIfOptions = {
  /** Without it the file that the documents here were made from. */
  readonly file?: string | undefined;
  /** `PATH=VALUE`, in the order of the command line. */
  readonly set: readonly string[];
  readonly cwd: string;
};

/** What other values change. */
export type Changed = {
  readonly kind: 'changed';
  readonly file: string;
  readonly system: string;
  readonly settings: readonly Setting[];
  readonly facts: ReturnType<typeof movedFacts>;
  readonly shifts: readonly Shift[];
  readonly affected: readonly Affected[];
  /** What the rules say of the user's system now and did not before, and the other way round. */
  readonly findings: { readonly added: readonly Finding[]; readonly gone: readonly Finding[] };
  readonly design: Design;
};

/** What a growing load changes. */
export type Swept = {
  readonly kind: 'swept';
  readonly file: string;
  readonly system: string;
  readonly design: Design;
  readonly factors: readonly number[];
  /** Requests a second at peak today. */
  readonly peak: number;
  readonly sweeps: readonly LoadSweep[];
};

export type WhatIfResult = Changed | Swept;

/** Multiples of today's load that the table shows. */
const factors = [1, 2, 5, 10, 20, 50, 100];

const architect = (): Architect => {
  const { topics, issues } = loadTopics(readCatalogue());
  if (issues.length > 0) throw new Problem(issues);
  return catalogueArchitect(topics);
};

const fileOf = ({ file, set, cwd }: WhatIfOptions): KnownFile => {
  const words = set.map(one => ` --set ${/^[\w./=%-]+$/.test(one) ? one : JSON.stringify(one)}`).join('');
  const again = (name: string): string => `adrgen what-if ${name}${words}`;
  const files = knownFiles(cwd, file, `name it: ${again('requirements.yaml')}`);
  return theOnly(files, 'several requirements files are known here', again);
};

const said = ({ rule, at, text }: Finding): string => JSON.stringify([rule, at, text]);

const only = (these: readonly Finding[], those: readonly Finding[]): readonly Finding[] => {
  const known = new Set(those.map(said));
  return these.filter(one => one.about === 'system' && !known.has(said(one)));
};

/** What is computed of several fields cannot be set itself; the load can, see `readChanged`. */
const refuseComputed = ({ path }: Setting): void => {
  const from = factPath(path)?.from ?? [path];
  if (from.includes(path) || path.startsWith('load.') || path.startsWith('constraints.')) return;
  throw problem({
    code: 'computed',
    message: `--set ${path}: ${path} is computed, not given`,
    hint: `set what it is computed from: ${from.join(', ')}`,
  });
};

const changed = async (options: WhatIfOptions, { file, name }: KnownFile): Promise<Changed> => {
  const settings = options.set.map(settingOf);
  settings.forEach(refuseComputed);
  const read = readChanged(readInput(file), name, settings, figureDefaults.peakFactor);
  const who = architect();
  const before = await think(who, read.before.requirements);
  const after = await think(who, read.after.requirements);
  const shifts = shiftsOf(before, after);
  const day = { today: today(process.env, new Date()) };
  const [was, is] = [judge(before, day), judge(after, day)];
  return {
    kind: 'changed',
    file: name,
    system: before.analysis.requirements.system,
    settings,
    facts: movedFacts(before, after),
    shifts,
    affected: affectedBy(shifts, before, after),
    findings: { added: only(is, was), gone: only(was, is) },
    design: after,
  };
};

const swept = async ({ file, name }: KnownFile): Promise<Swept> => {
  const { before } = readChanged(readInput(file), name, [], figureDefaults.peakFactor);
  const { requirements } = before;
  const peak = factsOf(requirements)('load.peak');
  if (peak.kind !== 'number' || peak.value === 0) {
    throw problem({
      code: 'no-load',
      message: `${name} gives no load to multiply`,
      expected: 'load.rps, or load.dau with load.requests_per_user_day',
      hint: 'write it into the file, or ask of another field: --set team.size=3',
    });
  }
  const design = await think(architect(), requirements);
  return {
    kind: 'swept',
    file: name,
    system: requirements.system,
    design,
    factors,
    peak: peak.value,
    sweeps: design.decided
      .filter(({ decision }) => decision.origin !== 'settled')
      .map(one => sweepOf(one, requirements, factors)),
  };
};

/** Thinks again with other values, or with more and more load, and compares. Writes nothing. */
export const runWhatIf = async (options: WhatIfOptions): Promise<WhatIfResult> => {
  const known = fileOf(options);
  return options.set.length === 0 ? swept(known) : changed(options, known);
};
