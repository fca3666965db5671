import type { ProposedOption } from '../model/proposal.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { occursIn } from '../weighing/condition-match.ts';
import { factsOf } from '../weighing/facts.ts';
import { atDecision, listed, quoted } from './decisions.ts';
import { leaningRule } from './leaning-rule.ts';
import { type Breach, type Rule, requirement, rule } from './rule.ts';

/** A decision with the option that was chosen. */
type Choice = { readonly decided: Decided; readonly option: ProposedOption };

const choicesOf = ({ decided }: Design): readonly Choice[] =>
  decided.flatMap(one => (one.chosen === null ? [] : [{ decided: one, option: one.chosen }]));

const ownersOf = ({ entities }: Requirements): readonly string[] => [
  ...new Set(entities.flatMap(({ owner }) => owner ?? [])),
];

/** The choice that puts the code of each owner into a service of its own; undefined with a single owner. */
const splitOf = (design: Design): Choice | undefined =>
  ownersOf(design.analysis.requirements).length < 2
    ? undefined
    : choicesOf(design).find(({ option }) =>
        option.design.containers.some(
          ({ application, each, kind }) => application && each === 'owner' && kind === 'service',
        ),
      );

const sharedDatabase = rule({
  id: 'COMBO-001',
  says: 'Services of different owners do not share one database.',
  levels: { system: 'warning' },
  breaches: design => {
    const split = splitOf(design);
    const shared = choicesOf(design).find(({ option: { design: parts } }) =>
      parts.containers.some(
        ({ id, kind, each }) =>
          kind === 'database' &&
          each === 'system' &&
          parts.edges.some(({ from, to }) => from === 'application' && to === id),
      ),
    );
    if (split === undefined || shared === undefined) return [];
    const owners = ownersOf(design.analysis.requirements);
    return [
      {
        about: 'system',
        at: atDecision(shared.decided),
        text: `The services of ${listed(owners)} (${split.option.name}) share one database (${shared.option.name}): a change of one schema can break another service.`,
        hint: 'Give each service a database or a schema with a role of its own; ask in decisions which of the two, with both as options.',
      },
    ];
  },
});

/** What the file says against running many services, in words. */
const operationsGaps = ({ analysis }: Design, { option }: Choice): readonly string[] => {
  const facts = factsOf(analysis.requirements);
  const unknown = option.skills.filter(skill => {
    if (skill === '') return false;
    const level = facts(`team.skills.${skill}`);
    return level.kind === 'word' && (level.value === 'none' || level.value === 'learning');
  });
  return [
    ...unknown.map(skill => `the team does not master ${skill}`),
    ...(analysis.requirements.team?.on_call === 'none' ? ['nobody is on call'] : []),
  ];
};

const operationsSkill = rule({
  id: 'COMBO-002',
  says: 'Who splits into services can operate them.',
  levels: { system: 'error' },
  breaches: design => {
    const split = splitOf(design);
    const gaps = split === undefined ? [] : operationsGaps(design, split);
    if (split === undefined || gaps.length === 0) return [];
    return [
      {
        about: 'system',
        at: atDecision(split.decided),
        text: `${split.option.name} means several services to operate, but ${listed(gaps)}.`,
        hint: 'Build up operations first and correct team.skills and team.on_call, or forbid microservices in constraints.',
      },
    ];
  },
});

/** They bring asynchronous arrows of their own, which carry nothing from one owner to another. */
const besideOwners: ReadonlySet<string> = new Set(['caching', 'real-time', 'tenancy']);

const isAsynchronous = ({ decided, option }: Choice): boolean =>
  !besideOwners.has(decided.decision.id) &&
  (option.design.containers.some(({ kind }) => kind === 'queue' || kind === 'stream') ||
    option.design.edges.some(({ asynchronous }) => asynchronous));

/** References between entities of different owners that both change. */
const crossingReferences = ({ entities }: Requirements): readonly string[] =>
  entities.flatMap(from =>
    (from.references ?? []).flatMap(name => {
      const to = entities.find(one => one.name === name);
      const crosses = from.owner !== undefined && to?.owner !== undefined && from.owner !== to.owner;
      return crosses && from.commands.length > 0 && to.commands.length > 0
        ? [`${from.name} (${from.owner}) to ${to.name} (${to.owner})`]
        : [];
    }),
  );

/** The file has no field for invariants: a reference between things that both change is where one can lie. */
const invariantsAcrossOwners = rule({
  id: 'COMBO-003',
  says: 'Where messages join the services of different owners, the file says how long references between them may be out of date.',
  levels: { system: 'warning' },
  breaches: design => {
    const { requirements } = design.analysis;
    const split = splitOf(design);
    const messaging = choicesOf(design).find(isAsynchronous);
    const crossing = crossingReferences(requirements);
    if (split === undefined || messaging === undefined || crossing.length === 0) return [];
    if (requirements.quality?.update_delay !== undefined) return [];
    return [
      {
        about: 'system',
        at: requirement('entities'),
        text: `References cross from one service to another: ${listed(crossing)}. With ${messaging.option.name} between them no transaction spans both, so a rule that must always hold across them does not.`,
        hint: 'Write quality.update_delay if they may differ for a while; otherwise give both entities one owner.',
      },
    ];
  },
});

const isFunctions = ({ id, name, design }: ProposedOption): boolean =>
  id === 'functions' ||
  design.containers.some(({ kind }) => kind === 'function') ||
  /\b(?:functions as a service|faas|lambda|serverless functions)\b/iu.test(name);

/** Words of work that runs longer than a function may. English, as the catalogue's own conditions on words. */
const longWork = [
  'nightly',
  'overnight',
  'batch',
  'bulk import',
  'bulk export',
  'backfill',
  'reindex',
  'transcode',
  'long-running',
  'for hours',
  'machine learning',
  'train a model',
];

const longJobs = rule({
  id: 'COMBO-004',
  says: 'Work that may run longer than a function is allowed to does not run in functions.',
  levels: { system: 'warning' },
  breaches: design => {
    const functions = choicesOf(design).find(({ option }) => isFunctions(option));
    if (functions === undefined) return [];
    return design.analysis.requirements.functional
      .filter(
        ({ text, priority }) => priority !== 'wont' && longWork.some(phrase => occursIn([text], phrase)),
      )
      .map(
        ({ id, text }): Breach<'system'> => ({
          about: 'system',
          at: requirement(id),
          text: `The requirement ${id} (${quoted(text)}) sounds like work of many minutes, while ${functions.option.name} stops an invocation at its time limit.`,
          hint: 'Say in its text within how many minutes one run ends, cut it into steps, or forbid functions in constraints.',
        }),
      );
  },
});

const byRow = /\brow[- ]level security\b|\bRLS\b/iu;
const guardsRows = ({ option: { id, name } }: Choice): boolean =>
  id === 'row-level-security' || byRow.test(name);

/** Tables that all tenants share, with nothing but the code's own conditions between them. */
const isPooled = (choice: Choice): boolean =>
  choice.option.id === 'pooled-rows' ||
  (/\b(?:tenant[ _-]?id|shared tables|pooled rows)\b/iu.test(choice.option.name) && !guardsRows(choice));

const regulatedTenants = rule({
  id: 'COMBO-005',
  says: 'Tenants whose data is regulated do not share tables without row-level security.',
  levels: { system: 'warning' },
  breaches: design => {
    const { compliance } = design.analysis.requirements;
    const choices = choicesOf(design);
    const pooled = choices.find(isPooled);
    if (pooled === undefined || compliance.length === 0 || choices.some(guardsRows)) return [];
    return [
      {
        about: 'system',
        at: atDecision(pooled.decided),
        text: `The file names ${listed(compliance)}, and all organisations share the same tables (${pooled.option.name}): one query that forgets its tenant shows one organisation the rows of another.`,
        hint: 'Let the database keep tenants apart by row-level security, give each a schema or database of its own, or write under decided what was settled.',
      },
    ];
  },
});

export const combinationRules: readonly Rule[] = [
  sharedDatabase,
  operationsSkill,
  invariantsAcrossOwners,
  longJobs,
  regulatedTenants,
  leaningRule,
];
