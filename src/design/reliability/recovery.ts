import type { Figure } from '../../model/figure.ts';
import type { Requirements } from '../../model/requirements.ts';
import type { Design } from '../../stages/design.ts';
import { recoveryTimeCheck } from '../../weighing/availability.ts';
import { formatFigure, formatGiven } from '../../weighing/format-figure.ts';
import { listed } from '../labels.ts';
import { questionFor } from '../question-text.ts';
import { storeOf } from '../store.ts';
import { keptParts } from './part-failures.ts';

/** What a recovery objective of the file asks for here. */
export type RecoveryRow = { readonly goal: string; readonly asked: string; readonly takes: string };

const figureIn = ({ analysis }: Design, wanted: string): Figure | undefined =>
  analysis.figures.find(({ id }) => id === wanted);

const figureText = (figure: Figure): string => formatFigure(figure.value, figure.unit);

/** What holds a copy of the primary store, as the chosen option brings it. */
const copyOfStore = (design: Design): { readonly name: string; readonly runs: boolean } | null => {
  const store = keptParts(design).find(({ decided }) => decided.decision.id === 'primary-store');
  const copy = store?.copies[0];
  return copy === undefined ? null : { name: copy.name, runs: copy.kind === 'database' };
};

/** The way back after the loss of the site or of the data, as decided; `follower` is a copy of the data that runs there. */
const wayBack = ({ decided, analysis }: Design) => {
  const chosen = decided.find(({ decision }) => decision.id === 'disaster-recovery')?.chosen;
  if (chosen === null || chosen === undefined) return null;
  const follower = chosen.design.containers.find(({ kind }) => kind === 'database');
  return {
    name: chosen.name,
    summary: chosen.summary.replaceAll('{system}', analysis.requirements.system),
    follower: follower?.name ?? null,
  };
};

const pointText = (design: Design, rpo: { readonly value: number; readonly text: string }): string => {
  const copy = copyOfStore(design);
  const source =
    copy === null ? 'backup interval or replication lag' : `${copy.name} at most that far behind`;
  const lost = figureIn(design, 'writes-lost');
  const writes = lost?.inputs.find(({ name }) => name === 'write_rate');
  if (rpo.value === 0) {
    return `every commit waits until ${copy === null ? 'a second copy' : copy.name} has it: a copy that follows later, or a backup, cannot give 0`;
  }
  const needed = copy === null ? `${source} ≤ ${rpo.text}` : source;
  return lost === undefined || writes === undefined
    ? needed
    : `${needed}; a failure then takes up to ${figureText(lost)} writes (rpo · write_rate = ${rpo.text} · ${formatFigure(writes.value, writes.unit)})`;
};

const unstored = ({ entities }: Requirements, figures: readonly Figure[]): string[] =>
  entities
    .map(({ name }) => name)
    .filter(name => !figures.some(({ id }) => id === `storage:${name}` || id === `stock-storage:${name}`));

const timeText = (design: Design, rto: { readonly value: number; readonly text: string }): string => {
  const restore = figureIn(design, 'restore-time');
  const sum = `detect + decide + restore + verify ≤ ${rto.text}`;
  if (restore === undefined)
    return `${sum}; how long a restore takes is open, since no size of the data is known`;
  const rate = restore.inputs.find(({ name }) => name === 'restore_rate');
  const read = `reading one copy back takes ${figureText(restore)} at ${rate === undefined ? '' : formatGiven(rate.value, rate.unit)} (assumed)`;
  const check = recoveryTimeCheck({ detect: 0, decide: 0, restore: restore.value, verify: 0 }, rto.value);
  if (check?.met === true)
    return `${sum}; ${read}, which leaves ${formatFigure(rto.value - restore.value, 's')} for detect, decide and verify`;
  const copy = copyOfStore(design);
  const taking = copy?.runs === true ? copy.name : (wayBack(design)?.follower ?? null);
  return `${sum}; ${read}, so that no restore meets it: ${taking === null ? 'it takes a second copy that has the data already' : `${taking}, which has the data, must take over`}`;
};

/** Recovery point and recovery time, as far as the file gives them. Pure. */
export const recoveryRows = (design: Design): readonly RecoveryRow[] => {
  const { rpo, rto } = design.analysis.requirements.quality ?? {};
  return [
    ...(rpo === undefined
      ? []
      : [{ goal: 'Recovery point', asked: rpo.text, takes: pointText(design, rpo) }]),
    ...(rto === undefined ? [] : [{ goal: 'Recovery time', asked: rto.text, takes: timeText(design, rto) }]),
  ];
};

/** Friday evening to Monday morning, at office hours of 9 to 17. */
const weekend = 64 * 3_600;

/** Recovery begins with somebody who is called. */
const callNote = ({ team, quality }: Requirements): string[] => {
  const rto = quality?.rto;
  if (rto === undefined) return [];
  switch (team?.on_call) {
    case 'none':
      return [
        `Nobody is called (team.on_call: none), and the recovery time of ${rto.text} counts from the failure: it begins without a person, or somebody looks at least that often, weekends included.`,
      ];
    case 'business-hours':
      return rto.value >= weekend
        ? []
        : [
            `From Friday evening to Monday morning nobody is called (team.on_call: business-hours), 64 h at office hours of 9 to 17 (assumed): within ${rto.text}, recovery has to begin without a person.`,
          ];
    default:
      return [];
  }
};

/** What failover cannot mend: a deletion reaches every copy at once, and only a backup goes back before it. */
const backupNote = (design: Design): string[] => {
  const restore = figureIn(design, 'restore-time');
  const copy = copyOfStore(design);
  const { rto } = design.analysis.requirements.quality ?? {};
  if (restore === undefined || rto === undefined || copy?.runs !== true || restore.value <= rto.value)
    return [];
  return [
    `A faulty release or a deletion reaches ${copy.name} as well; from it only a backup leads back, and that takes ${figureText(restore)}, not ${rto.text}. What has to be served first, and can be read back alone?`,
  ];
};

/** Replication that is this quick delays each commit: nothing that follows later can promise less. */
const waitedFor = 1;

/** What was decided on disaster recovery, so that this section says the same as its record. */
const siteNote = (design: Design): string[] => {
  const way = wayBack(design);
  if (way === null) return [];
  const copy = copyOfStore(design);
  const { rpo } = design.analysis.requirements.quality ?? {};
  const machine =
    copy === null
      ? ''
      : `After the loss of a machine ${copy.name} ${copy.runs ? 'takes over' : 'leads back'}. `;
  const waiting =
    way.follower === null || rpo === undefined || rpo.value >= waitedFor
      ? ''
      : ` To lose no more than ${rpo.text} with the site, each commit waits for ${way.follower} too.`;
  return [
    `${machine}After the loss of the site or of its data, ${way.name} leads back: ${way.summary.replace(/\.$/u, '')}.${waiting}`,
  ];
};

/** The chosen store's own test of a restore. */
const trialNote = ({ decided, analysis }: Design): string[] => {
  const { rpo, rto } = analysis.requirements.quality ?? {};
  const store = decided.find(({ decision }) => decision.id === 'primary-store')?.chosen;
  const trial = store?.confirm.find(text => /\brestor/iu.test(text));
  return trial === undefined || (rpo ?? rto) === undefined ? [] : [`It is tried, not trusted: ${trial}.`];
};

/** What follows from the objectives together with team and data. Pure. */
export const recoveryNotes = (design: Design): readonly string[] => {
  const { requirements, figures } = design.analysis;
  const left = requirements.quality?.rto === undefined ? [] : unstored(requirements, figures);
  return [
    ...callNote(requirements),
    ...siteNote(design),
    ...backupNote(design),
    ...trialNote(design),
    ...(left.length === 0
      ? []
      : [
          `${listed(left)} ${left.length === 1 ? 'is' : 'are'} not in that time, since size or number is not said.`,
        ]),
  ];
};

/** What recovery needs to know and the file does not say. Pure. */
export const recoveryQuestions = (design: Design): readonly string[] => {
  const { quality, load } = design.analysis.requirements;
  const store = storeOf(design).name;
  return [
    ...(quality?.rpo === undefined ? [questionFor('quality.rpo')] : []),
    ...(quality?.rto === undefined ? [questionFor('quality.rto')] : []),
    ...(quality?.rpo !== undefined && quality.rpo.value > 0 && load?.read_write === undefined
      ? [
          `${questionFor('load.read_write')} Without that, the writes that ${quality.rpo.text} gives up are unknown.`,
        ]
      : []),
    ...(quality?.rto !== undefined && figureIn(design, 'restore-time') !== undefined
      ? [
          `How long does a restore of ${store ?? 'the store'} take when it is timed? The rate is assumed until then.`,
        ]
      : []),
  ];
};
