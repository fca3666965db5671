import { createDraw } from '../io/pictures/draw.ts';
import { glyphHints } from '../io/pictures/glyph-packages.ts';
import { rootOf } from '../io/repository.ts';
import { withWriter, writeAll } from '../io/write-changes.ts';
import { type ExitCode, exitCodes } from '../model/problem.ts';
import type { RecordFormat } from '../render/documents.ts';
import type { Design } from '../stages/design.ts';
import { defaultOut, joined } from './join.ts';
import { architectOf, type Made, planSystem, thinkAbout, type Workplace } from './make.ts';
import { readMeans } from './means.ts';
import { type Plan, writesOf } from './publish.ts';
import type { ImageFormat } from './publish-pictures.ts';
import { settingsFrom } from './settings.ts';

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
};

export type NewResult = Made & {
  readonly design: Design;
  readonly root: string;
  /** What to install for characters that no font of this machine has. */
  readonly glyphs: readonly string[];
  readonly exitCode: ExitCode;
};

/** What came of one system: pictures that are missing weigh more than words that wait for a person. */
const exitCodeOf = ({ pictures, open }: Plan): ExitCode => {
  if (pictures.withoutBrowser !== null || pictures.failed.length > 0) return exitCodes.partial;
  return open.length > 0 ? exitCodes.findings : exitCodes.clean;
};

/** The main job: requirements in, records, design document and pictures out; or only planned, with `dryRun`. */
export const runNew = async (options: NewOptions): Promise<NewResult> => {
  const root = rootOf(options.out ?? defaultOut);
  const means = await readMeans(root, options.templates);
  const architect = architectOf(means);
  const thought = await thinkAbout(options.file, architect);
  const { images, browser } = options;
  const settings = settingsFrom(root, { ...options, ...joined(root, thought.requirements.system, options) });
  const drawer = createDraw({ browser, png: images.includes('png') });
  const workplace: Workplace = { root, means, architect, settings, draw: drawer.draw };

  const planAndWrite = async (): Promise<Made> => {
    const made = await planSystem(thought, workplace);
    writeAll(root, writesOf(made.plan));
    return made;
  };
  try {
    const made = await (options.dryRun ? planSystem(thought, workplace) : withWriter(root, planAndWrite));
    const glyphs = glyphHints(made.plan.pictures.missingGlyphs);
    return { ...made, design: thought.design, root, glyphs, exitCode: exitCodeOf(made.plan) };
  } finally {
    await drawer.close();
  }
};
