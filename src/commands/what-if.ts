import { catalogueArchitect } from '../architects/catalogue/architect.ts';
import { loadTopics } from '../architects/catalogue/load-topics.ts';
import { affectedBy, movedFacts, shiftsOf } from '../design/shift.ts';
import { sweepsOf } from '../design/sweep.ts';
import { readCatalogue } from '../io/package-files.ts';
import { readInput } from '../io/repository.ts';
import { today } from '../io/today.ts';
import type { Finding } from '../model/finding.ts';
import { Problem, problem } from '../model/problem.ts';
import {
  type Changed,
  changedJson,
  changedText,
  type Swept,
  sweptJson,
  sweptText,
} from '../render/terminal/what-if.ts';
import { readChanged, type Setting, settingOf } from '../requirements/settings.ts';
import { judge } from '../rules/judge.ts';
import type { Architect } from '../stages/architect.ts';
import { factPath, factsOf } from '../weighing/facts.ts';
import { figureDefaults } from '../weighing/figure-defaults.ts';
import { type KnownFile, knownFiles, theOnly } from './known-file.ts';
import { think } from './think.ts';
import { drawVerdicts } from './what-if-picture.ts';

export type WhatIfOptions = {
  /** Without it the file that the documents here were made from. */
  readonly file?: string | undefined;
  /** `PATH=VALUE`, in the order of the command line. */
  readonly set: readonly string[];
  /** A file for the picture, only without `set`. */
  readonly picture?: string | undefined;
  readonly browser?: string | undefined;
  readonly cwd: string;
};

export type WhatIfResult = {
  readonly text: string;
  readonly json: ReturnType<typeof changedJson> | ReturnType<typeof sweptJson>;
  /** What the picture says; null where none was asked for. */
  readonly alt: string | null;
};

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
    file: name,
    system: before.analysis.requirements.system,
    settings,
    facts: movedFacts(before, after),
    shifts,
    affected: affectedBy(shifts, before, after),
    findings: { added: only(is, was), gone: only(was, is) },
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
    file: name,
    system: requirements.system,
    factors,
    peak: peak.value,
    sweeps: sweepsOf(design.decided, requirements, factors).filter(
      ({ decided }) => decided.decision.origin !== 'settled',
    ),
  };
};

/** Thinks again with other values, or with more and more load, and compares. Writes nothing but the picture. */
export const runWhatIf = async (options: WhatIfOptions): Promise<WhatIfResult> => {
  const known = fileOf(options);
  if (options.set.length > 0) {
    const result = await changed(options, known);
    return { text: changedText(result), json: changedJson(result), alt: null };
  }
  const result = await swept(known);
  const alt =
    options.picture === undefined ? null : await drawVerdicts(result, options.picture, options.browser);
  return { text: sweptText(result), json: sweptJson(result), alt };
};
