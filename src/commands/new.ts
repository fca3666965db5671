import { basename, resolve } from 'node:path';
import { catalogueArchitect } from '../architects/catalogue/architect.ts';
import { loadTopics } from '../architects/catalogue/load-topics.ts';
import { createDraw } from '../io/draw.ts';
import { glyphHints } from '../io/glyph-packages.ts';
import { sha256 } from '../io/hash.ts';
import { readCatalogue } from '../io/package-files.ts';
import { pictureVersion } from '../io/picture-version.ts';
import { namesIn, readInput, readLockFiles, relativeTo, rootOf } from '../io/repository.ts';
import { readScripts } from '../io/script-files.ts';
import { today } from '../io/today.ts';
import { withWriter, writeAll } from '../io/write-changes.ts';
import type { Finding } from '../model/finding.ts';
import { type ExitCode, exitCodes, Problem } from '../model/problem.ts';
import { placesOf } from '../records/layout.ts';
import { readLock } from '../records/lock.ts';
import { slugOf } from '../records/slug.ts';
import { type Draft, draftsOf, type RecordFormat } from '../render/documents.ts';
import { readRequirements } from '../requirements/read.ts';
import { judge } from '../rules/judge.ts';
import type { Design } from '../stages/design.ts';
import { loadTemplates } from './load-templates.ts';
import { type ImageFormat, type Plan, planDocuments, refuseElsewhere, writesOf } from './publish.ts';
import { think } from './think.ts';

export type NewOptions = {
  /** The requirements file. */
  readonly file: string;
  /** Folder for records (`adr`) and design document (`design`). */
  readonly out: string;
  readonly format: RecordFormat;
  /** Folder of templates that stand in for those of the package. */
  readonly templates?: string | undefined;
  readonly images: readonly ImageFormat[];
  readonly dryRun: boolean;
  /** Path or command of a browser; found where it is not said. */
  readonly browser?: string | undefined;
};

export type NewResult = {
  readonly design: Design;
  readonly findings: readonly Finding[];
  readonly drafts: readonly Draft[];
  readonly plan: Plan;
  readonly root: string;
  /** What to install for characters that no font of this machine has. */
  readonly glyphs: readonly string[];
  readonly exitCode: ExitCode;
};

/** Our own defects: a document that would break its rules is not written. */
const refuseDefects = (findings: readonly Finding[]): void => {
  const defects = findings.filter(({ level, about }) => level === 'error' && about === 'document');
  if (defects.length === 0) return;
  throw new Problem(
    defects.map(({ rule, text }) => ({
      code: rule,
      message: `${rule}: ${text}`,
      hint: 'this is a defect of adrgen or of its catalogue; nothing was written',
    })),
    exitCodes.internal,
  );
};

const exitCodeOf = ({ documents, pictures }: Plan): ExitCode => {
  if (pictures.withoutBrowser !== null || pictures.failed.length > 0) return exitCodes.partial;
  const conflict = documents.some(({ change }) => change.reason === 'edited' && change.outdated === true);
  return conflict ? exitCodes.findings : exitCodes.clean;
};

/** The main job: requirements in, records, design document and pictures out; or only planned, with `dryRun`. */
export const runNew = async (options: NewOptions): Promise<NewResult> => {
  const bytes = readInput(options.file);
  const { requirements } = readRequirements(bytes, options.file);
  const catalogue = readCatalogue();
  const { topics, issues } = loadTopics(catalogue);
  if (issues.length > 0) throw new Problem(issues);
  const architect = catalogueArchitect(topics);
  const design = await think(architect, requirements);

  const root = rootOf(options.out);
  const out = relativeTo(root, resolve(options.out));
  const folder = (name: string): string => (out === '' ? name : `${out}/${name}`);
  const templates = { ...loadTemplates(options.templates), scripts: readScripts() };
  const system = slugOf(requirements.system);
  const records = design.decided
    .filter(({ standing }) => standing.kind === 'record')
    .map(({ decision }) => decision.id);

  const drawer = createDraw({ browser: options.browser, png: options.images.includes('png') });
  const planned = async (): Promise<Pick<NewResult, 'findings' | 'drafts' | 'plan'>> => {
    const locks = readLockFiles(root, system).map(({ path, text }) => readLock(text, path));
    const folders = { records: folder('adr'), design: folder('design') };
    refuseElsewhere(root, locks, Object.values(folders), system);
    const places = placesOf(
      requirements.system,
      records,
      folders,
      locks,
      namesIn(resolve(options.out, 'adr')),
      today(process.env, new Date()),
    );
    // The day that the document bears: the same inputs give the same words on any day.
    const findings = judge(design, { today: places.design.date });
    refuseDefects(findings);
    const drafts = draftsOf(
      design,
      findings,
      {
        ...places,
        format: options.format,
        image: options.images.includes('svg') ? 'svg' : 'png',
        provenance: `Drafted by adrgen from ${basename(options.file)} with ${architect.provenance}. Proposed, and not yet accepted by anyone.`,
      },
      templates,
    );
    const inputs = {
      // As they were read: line endings and comments do not count.
      requirements: sha256(JSON.stringify(requirements)),
      architect: sha256(JSON.stringify(catalogue)),
      templates: sha256(JSON.stringify(templates)),
    };
    const plan = await planDocuments(drafts, {
      root,
      locks,
      images: options.images,
      draw: drawer.draw,
      pictureVersion: pictureVersion(),
      lock: { system, architect: architect.provenance, inputs },
    });
    return { findings, drafts, plan };
  };

  const planAndWrite = async () => {
    const made = await planned();
    writeAll(root, writesOf(made.plan));
    return made;
  };
  try {
    const result = await (options.dryRun ? planned() : withWriter(root, planAndWrite));
    const glyphs = glyphHints(result.plan.pictures.missingGlyphs);
    return { design, root, ...result, glyphs, exitCode: exitCodeOf(result.plan) };
  } finally {
    await drawer.close();
  }
};
