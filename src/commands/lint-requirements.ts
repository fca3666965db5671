import { readInput } from '../io/repository.ts';
import type { Finding } from '../model/finding.ts';
import type { LintFinding } from '../model/lint.ts';
import type { Place } from '../model/problem.ts';
import type { Requirements } from '../model/requirements.ts';
import { type ReadRequirements, readRequirements } from '../requirements/read.ts';
import { judge } from '../rules/judge.ts';
import type { Architect } from '../stages/architect.ts';
import type { LintTarget } from './lint-targets.ts';
import { think } from './think.ts';

/** The path of an entry that has an id of its own. */
const entryPath = (requirements: Requirements, id: string): string | undefined => {
  for (const list of ['functional', 'quality_scenarios', 'constraints', 'decisions'] as const) {
    const index = (requirements[list] ?? []).findIndex(entry => entry.id === id);
    if (index !== -1) return `${list}[${index}]`;
  }
  return undefined;
};

/** Where a field stands; of one that is missing, the section that should hold it. */
const fieldPlace = (path: string, { placeOf }: ReadRequirements): Place | undefined => {
  const place = placeOf(path);
  const dot = path.lastIndexOf('.');
  return place ?? (dot === -1 ? undefined : placeOf(path.slice(0, dot)));
};

const placeOf = ({ at }: Finding, read: ReadRequirements, file: string): Place => {
  const entry = entryPath(read.requirements, at.id);
  const own = at.kind === 'decision' ? undefined : fieldPlace(at.id, read);
  const found = own ?? (entry === undefined ? undefined : read.placeOf(entry));
  return found ?? (at.kind === 'figure' ? read.placeOf('load') : undefined) ?? { file };
};

/** What the rules find in a requirements file and what follows from it. Throws a Problem where it cannot be read. */
export const lintRequirements = async (
  { file, name }: LintTarget,
  architect: Architect,
  today: string,
): Promise<readonly LintFinding[]> => {
  const read = readRequirements(readInput(file), name);
  const design = await think(architect, read.requirements);
  return judge(design, { today }).map(finding => ({
    rule: finding.rule,
    level: finding.level,
    place: placeOf(finding, read, name),
    about: finding.at.id,
    text: finding.text,
    ...(finding.hint === undefined ? {} : { hint: finding.hint }),
  }));
};
