import type { Issue } from '../model/problem.ts';
import { commandsWithoutEvent } from './check-commands.ts';
import { contradictingConstraints } from './check-constraints.ts';
import { unknownCriteria } from './check-criteria.ts';
import { duplicates } from './check-identity.ts';
import { contradictingNumbers } from './check-numbers.ts';
import { brokenReferences } from './check-references.ts';
import { contradictingScope } from './check-scope.ts';
import type { Located } from './located.ts';
import type { SourceFile } from './source-file.ts';

/** What a single value cannot tell. Every check works on files that have other issues too. */
export type Check = (root: Located, source: SourceFile) => readonly Issue[];

const all: readonly Check[] = [
  duplicates,
  brokenReferences,
  commandsWithoutEvent,
  contradictingNumbers,
  contradictingScope,
  contradictingConstraints,
  unknownCriteria,
];

export const checks: Check = (root, source) => all.flatMap(check => check(root, source));
