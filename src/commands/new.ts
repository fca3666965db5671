import { createDraw } from '../io/pictures/draw.ts';
import { glyphHints } from '../io/pictures/glyph-packages.ts';
import { rootOf } from '../io/repository.ts';
import { withWriter, writeAll } from '../io/write-changes.ts';
import type { Bill } from '../model/asking.ts';
import type { Making, Settings } from '../model/changes.ts';
import { type ExitCode, exitCodes } from '../model/problem.ts';
import { slugOf } from '../records/slug.ts';
import type { RecordFormat } from '../render/documents.ts';
import type { Design } from '../stages/design.ts';
import { type AskingTerms, doorsOf, offline, type Thinker } from './asking-doors.ts';
import { chooseThinking, type Wanted } from './choose-thinker.ts';
import { type Forecast, forecastOf } from './forecast.ts';
import { defaultOut, joined } from './join.ts';
import { locksOf, type Made, planSystem, readFile, type Workplace } from './make.ts';
import { readMeans } from './means.ts';
import { type Plan, writesOf } from './publish.ts';
import type { ImageFormat } from './publish-pictures.ts';
import { settingsFrom } from './settings.ts';
import { think } from './think.ts';
import { openThinker } from './thinker.ts';

export type NewOptions = {
  /** The requirements file. */
  readonly file: string;
  /** Folder for records (`adr`) and design document (`design`); where the repository keeps its records if not said. */
  readonly out?: string | undefined;
  /** That of the records which are there already, or MADR, if not said. */
  readonly format?: RecordFormat | undefined;
  /** Folder of templates that stand in for those of the package. */
  readonly templates?: string | undefined;
  readonly images: readonly ImageFormat[];
  readonly dryRun: boolean;
  /** Path or command of a browser; found where it is not said. */
  readonly browser?: string | undefined;
  /** Who shall think; absent is `auto`. */
  readonly wanted?: Wanted;
  /** How models may be asked; absent lets none be asked. */
  readonly asking?: AskingTerms;
  /** Hears who is going to think, before anybody does, and what is going to be asked; null where nothing can be. */
  readonly onThinker?: (
    thinking: Settings['thinking'],
    why: 'named' | 'lock' | 'credentials' | 'no-credentials',
    forecast: Forecast | null,
  ) => void;
};

export type NewResult = Made & {
  readonly design: Design;
  readonly root: string;
  /** What to install for characters that no font of this machine has. */
  readonly glyphs: readonly string[];
  readonly thinking: Settings['thinking'];
  /** What this run asked; null where no model thinks. */
  readonly bill: Bill | null;
  readonly exitCode: ExitCode;
};

/** What came of one system: pictures that are missing weigh more than words that wait for a person. */
const exitCodeOf = ({ pictures, open }: Plan): ExitCode => {
  if (pictures.withoutBrowser !== null || pictures.failed.length > 0) return exitCodes.partial;
  return open.length > 0 ? exitCodes.findings : exitCodes.clean;
};

const reasonFor = ({ architect }: Wanted, before: Making | undefined, thinking: Settings['thinking']) => {
  if (architect !== 'auto') return 'named';
  if (before !== undefined) return 'lock';
  return thinking === undefined ? 'no-credentials' : 'credentials';
};

/** Where one question fails, those that are under way are still paid for: their answers are stored before it ends. */
const whole = async <T>({ settled }: Thinker, thinking: Promise<T>): Promise<T> => {
  try {
    return await thinking;
  } finally {
    await settled();
  }
};

/** The main job: requirements in, records, design document and pictures out; or only planned, with `dryRun`. */
export const runNew = async (options: NewOptions): Promise<NewResult> => {
  const root = rootOf(options.out ?? defaultOut);
  const means = await readMeans(root, options.templates);
  const reading = readFile(options.file);
  const { images, browser, wanted = { architect: 'auto' }, asking = offline } = options;
  const doors = doorsOf(root, asking);
  const before = locksOf(root, slugOf(reading.requirements.system)).find(
    ({ made }) => made !== undefined,
  )?.made;
  const thinking = chooseThinking(root, means, wanted, before, asking.env);
  const forecast =
    thinking === undefined || asking.frozen || asking.refresh
      ? null
      : await forecastOf(root, means, thinking, reading.requirements, doorsOf(root, asking));
  options.onThinker?.(thinking, reasonFor(wanted, before, thinking), forecast);
  const thinker = await openThinker(root, means, thinking, doors);
  const thought = {
    ...reading,
    design: await whole(thinker, think(thinker.architect, reading.requirements)),
  };
  const said = { ...options, ...joined(root, thought.requirements.system, options) };
  const settings = { ...settingsFrom(root, said), ...(thinking === undefined ? {} : { thinking }) };
  const drawer = createDraw({ browser, png: images.includes('png') });
  const workplace: Workplace = { root, means, thinker, settings, draw: drawer.draw };

  const planAndWrite = async (): Promise<Made> => {
    const made = await planSystem(thought, workplace);
    writeAll(root, writesOf(made.plan));
    return made;
  };
  try {
    const made = await (options.dryRun ? planSystem(thought, workplace) : withWriter(root, planAndWrite));
    const glyphs = glyphHints(made.plan.pictures.missingGlyphs);
    const { design } = thought;
    return { ...made, design, root, glyphs, thinking, bill: doors.bill(), exitCode: exitCodeOf(made.plan) };
  } finally {
    await drawer.close();
  }
};
