import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { packageTemplates } from '../../../src/commands/package-templates.ts';
import { think } from '../../../src/commands/think.ts';
import { readScripts } from '../../../src/io/script-files.ts';
import type { Requirements } from '../../../src/model/requirements.ts';
import { draftsOf, type RecordFormat } from '../../../src/render/documents.ts';
import { readRequirements } from '../../../src/requirements/read.ts';
import { judge } from '../../../src/rules/judge.ts';
import { architect, day } from '../../rules/designs.ts';

/** A record as it would be written, its pictures drawn. */
export type Written = { readonly decision: string; readonly topic: string; readonly markdown: string };
/** What is made of one requirements file. */
export type MadeSystem = {
  readonly name: string;
  readonly requirements: Requirements;
  readonly records: readonly Written[];
  /** The design document; made when asked for, since it is long. */
  readonly design: () => string;
  readonly optionNames: ReadonlySet<string>;
};

const templates = { ...packageTemplates(), scripts: readScripts() };

/** All documents of one file, as `adrgen new` writes them. Nothing is written. */
export const madeFrom = async (
  name: string,
  yaml: string,
  format: RecordFormat = 'madr',
): Promise<MadeSystem> => {
  const { requirements } = readRequirements(yaml, 'requirements.yaml');
  const design = await think(architect, requirements);
  const records = design.decided.filter(({ standing }) => standing.kind === 'record');
  const places = records.map(({ decision: { id } }, index) => {
    const number = index + 1;
    return [
      id,
      { number, path: `docs/adr/${String(number).padStart(4, '0')}-${id}.md`, date: day.today },
    ] as const;
  });
  const drafts = draftsOf(
    design,
    judge(design, day),
    {
      records: new Map(places),
      design: { path: `docs/design/${name}.md`, date: day.today },
      format,
      image: 'svg',
      provenance: `Drafted by adrgen from requirements.yaml with ${architect.provenance}. Proposed, and not yet accepted by anyone.`,
    },
    templates,
  );
  const textOf = (id: string): string => {
    const draft = drafts.find(({ document }) => document === id);
    return draft?.markdown(new Set(draft.pictures.map(({ path }) => path))) ?? '';
  };
  return {
    name,
    requirements,
    records: records.map(({ decision }) => ({
      decision: decision.id,
      topic: decision.origin === 'team' ? "the team's own" : decision.id,
      markdown: textOf(decision.id),
    })),
    design: () => textOf('_design'),
    optionNames: new Set(records.flatMap(one => one.weighed.proposal.options.map(option => option.name))),
  };
};

const folders = ['docs/examples', 'test/cases'];

/** The requirements files that the repository has: examples and cases. */
export const requirementFiles = (): readonly { readonly name: string; readonly path: string }[] =>
  folders.flatMap(folder =>
    existsSync(folder)
      ? readdirSync(folder)
          .sort()
          .map(name => ({ name: `${folder}/${name}`, path: `${folder}/${name}/requirements.yaml` }))
          .filter(({ path }) => existsSync(path))
      : [],
  );

export const everySystem = (): Promise<readonly MadeSystem[]> =>
  Promise.all(requirementFiles().map(({ name, path }) => madeFrom(name, readFileSync(path, 'utf8'))));
