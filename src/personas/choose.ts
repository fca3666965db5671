import {
  type Persona,
  type PersonaIssue,
  type PersonaReading,
  type PersonaStage,
  personaKey,
  personaStages,
  stageOfName,
} from '../model/persona.ts';

/** Where personas come from; a later one takes the place of an earlier one that serves the same stage. */
export const personaOrigins = ['package', 'repository', 'option'] as const;
export type PersonaOrigin = (typeof personaOrigins)[number];

/** All that was read in one folder, in the order of the file names. */
export type PersonaFolder = {
  readonly origin: PersonaOrigin;
  readonly folder: string;
  readonly readings: readonly PersonaReading[];
};

/** `used` serves its stage, `replaced` would if none stood before it, `unasked` has a name that serves none. */
export type ListedPersona = Persona & {
  readonly origin: PersonaOrigin;
  readonly file: string;
  readonly standing: 'used' | 'replaced' | 'unasked';
};

export type ChosenPersonas = {
  /** By origin, then by file name. */
  readonly personas: readonly ListedPersona[];
  readonly issues: readonly PersonaIssue[];
  /** The persona of each stage that has one. */
  readonly byStage: ReadonlyMap<PersonaStage, ListedPersona>;
};

type Placed = { readonly persona: Persona; readonly file: string };

/** Two files of one folder with one name: nobody could tell which is meant, so that the first one counts. */
const withoutDuplicates = ({ readings }: PersonaFolder): { placed: Placed[]; issues: PersonaIssue[] } => {
  const first = new Map<string, Placed>();
  const issues: PersonaIssue[] = [];
  for (const { persona, file, issues: own } of readings) {
    issues.push(...own);
    if (persona === null) continue;
    const earlier = first.get(personaKey(persona.name));
    if (earlier === undefined) first.set(personaKey(persona.name), { persona, file });
    else
      issues.push({
        level: 'error',
        code: 'duplicate-name',
        message: `another file of this folder has the name ${persona.name} already: ${earlier.file}`,
        place: { file, line: 1 },
        hint: 'Rename one of them or delete it.',
      });
  }
  return { placed: [...first.values()], issues };
};

/** A folder that was named on purpose, and of which nothing is used. */
const uselessFolder = ({ origin, folder }: PersonaFolder, placed: readonly Placed[]): PersonaIssue[] =>
  origin !== 'option' || placed.some(({ persona }) => persona.stage !== null)
    ? []
    : [
        {
          level: 'warning',
          code: 'no-persona-used',
          message: 'no persona here has a name that serves a stage, so those of the package stay in use',
          place: { file: folder },
          expected: `one of ${Object.keys(stageOfName).join(', ')}`,
          received: placed.map(({ persona }) => persona.name).join(', ') || 'none',
          hint: 'Rename the persona that shall think: adrgen agents lists names and stages.',
        },
      ];

/** Which persona serves which stage, from folders in any order; nothing is lost of what was wrong with them. */
export const choosePersonas = (folders: readonly PersonaFolder[]): ChosenPersonas => {
  const ordered = personaOrigins.flatMap(origin => folders.filter(folder => folder.origin === origin));
  const read = ordered.map(folder => ({ folder, ...withoutDuplicates(folder) }));
  const all = read.flatMap(({ folder: { origin }, placed }) => placed.map(one => ({ origin, ...one })));
  const winner = new Map(all.map(one => [one.persona.stage, one]));
  const personas = all.map(one => ({
    ...one.persona,
    origin: one.origin,
    file: one.file,
    standing: standingOf(one.persona.stage, winner.get(one.persona.stage) === one),
  }));
  const stages = Object.keys(personaStages) as PersonaStage[];
  return {
    personas,
    issues: read.flatMap(({ folder, placed, issues }) => [...issues, ...uselessFolder(folder, placed)]),
    byStage: new Map(
      stages.flatMap(stage => {
        const found = personas.find(one => one.stage === stage && one.standing === 'used');
        return found === undefined ? [] : [[stage, found] as const];
      }),
    ),
  };
};

const standingOf = (stage: PersonaStage | null, wins: boolean): ListedPersona['standing'] => {
  if (stage === null) return 'unasked';
  return wins ? 'used' : 'replaced';
};
