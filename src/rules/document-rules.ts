import { schemeOf } from '../design/data/access.ts';
import { tablesIn } from '../design/data/schema-file.ts';
import { openapiOf } from '../design/interfaces/openapi.ts';
import { type Operation, resourcesOf } from '../design/interfaces/operations.ts';
import { shortly } from '../design/sight.ts';
import type { Functional } from '../model/requirements.ts';
import type { Design } from '../stages/design.ts';
import { quoted } from './decisions.ts';
import { isReadable } from './english.ts';
import { openapiFaults } from './openapi-faults.ts';
import { pictureFaults } from './picture-faults.ts';
import { type Breach, defect, type Rule, requirement, rule } from './rule.ts';

const picturesCanBeDrawn = rule({
  id: 'DOC-001',
  says: 'In every picture each box has a name, and each arrow begins and ends at a box of it.',
  levels: { document: 'error' },
  breaches: design =>
    pictureFaults(design).map(({ picture, fault }) =>
      defect(requirement('system'), `The picture ${quoted(picture)} cannot be drawn: ${fault}.`),
    ),
});

const interfaceHolds = rule({
  id: 'DOC-002',
  says: 'The OpenAPI document refers to nothing that it lacks, and describes each operation once.',
  levels: { document: 'error' },
  breaches: design => {
    const document = openapiOf(design);
    return (document === null ? [] : openapiFaults(document)).map(fault =>
      defect(requirement('entities'), `The OpenAPI document is not valid: ${fault}.`),
    );
  },
});

const operationsOf = (design: Design): readonly Operation[] =>
  resourcesOf(design.analysis.requirements, tablesIn(design)).flatMap(({ operations }) => operations);

/** Musts that no operation answers to, no decision turns on and no measure tests. */
const unanswered = (design: Design, operations: readonly Operation[]): readonly Functional[] => {
  const answered = new Set([
    ...operations.flatMap(({ requirements }) => requirements),
    ...design.traces.filter(({ decisions }) => decisions.length > 0).map(({ driver }) => driver),
    schemeOf(design)?.from,
  ]);
  return design.analysis.requirements.functional.filter(
    ({ id, priority, fit_criterion }) =>
      priority === 'must' && fit_criterion === undefined && !answered.has(id),
  );
};

/** Commands of an interface for which no sentence of the file asks; one without a sentence alone is detail. */
const unasked = (operations: readonly Operation[]): readonly string[] => {
  const commands = operations.filter(({ command }) => command !== null);
  return commands.every(({ requirements }) => requirements.length === 0)
    ? commands.map(({ summary }) => summary)
    : [];
};

const apart = (silent: readonly string[]): Breach<'system'> => ({
  about: 'system',
  at: requirement('functional'),
  text: `No requirement asks for any command of the file: ${shortly(silent)}.`,
  hint: 'Say in functional who does what, with the verb and noun that the command has in entities.',
});

const untestable = (open: readonly Functional[]): Breach<'system'> => ({
  about: 'system',
  at: requirement(open[0]?.id ?? 'functional'),
  text: `No operation answers to ${shortly(open.map(({ id }) => id))}, and no fit criterion says how to tell that ${open.length === 1 ? 'it is' : 'they are'} met.`,
  hint: 'Name the command in the sentence, with the verb and noun that it has in entities; where a rule always holds or a job runs by itself, write its fit_criterion.',
});

/** Without operations EX-001 says what is missing; where no sentence speaks of any, each would be found for one reason. */
const functionsHaveOperations = rule({
  id: 'DOC-003',
  says: 'A must is answered by an operation or has a fit criterion, and requirements ask for the commands.',
  levels: { system: 'warning' },
  breaches: design => {
    const operations = operationsOf(design);
    if (operations.length === 0 || !isReadable(design.analysis.requirements)) return [];
    const silent = unasked(operations);
    if (silent.length > 0) return [apart(silent)];
    const open = unanswered(design, operations);
    return open.length === 0 ? [] : [untestable(open)];
  },
});

export const documentRules: readonly Rule[] = [picturesCanBeDrawn, interfaceHolds, functionsHaveOperations];
