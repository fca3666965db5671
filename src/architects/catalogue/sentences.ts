import type { Topic, TopicOption, TopicRating } from '../../model/catalogue.ts';
import { guaranteedByAll } from './guaranteed.ts';
import type { Step } from './yaml-places.ts';

/** A sentence of a topic, where it stands, and under what it is said. */
export type Sentence = {
  readonly path: readonly Step[];
  readonly text: string;
  /** `because` must say what it stands on; a `consequence` becomes an assumption; `plain` text cites nothing. */
  readonly kind: 'because' | 'consequence' | 'plain';
  readonly condition?: string | undefined;
  /** Paths whose value is known wherever the sentence is said. */
  readonly known: ReadonlySet<string>;
};

const nothing: ReadonlySet<string> = new Set();
const whenTrue = (text: string | undefined): ReadonlySet<string> =>
  text === undefined ? nothing : guaranteedByAll([{ text, holds: true }]);

const plain = (path: readonly Step[], text: string, condition?: string): Sentence => ({
  path,
  text,
  kind: 'plain',
  condition,
  known: whenTrue(condition),
});

/** A case is said where no earlier one holds and its own does; the base where none holds. */
const ratingSentences = ({ when, because }: TopicRating, path: readonly Step[]): Sentence[] => {
  const earlier = (count: number) => when.slice(0, count).map(one => ({ text: one.if, holds: false }));
  const cases = when.map(
    (one, index): Sentence => ({
      path: [...path, 'when', index],
      text: one.because,
      kind: 'because',
      condition: one.if,
      known: guaranteedByAll([...earlier(index), { text: one.if, holds: true }]),
    }),
  );
  if (because === undefined) return cases;
  const known = guaranteedByAll(earlier(when.length));
  return [...cases, { path: [...path, 'because'], text: because, kind: 'because', known }];
};

const gateSentences = (option: TopicOption, path: readonly Step[]): Sentence[] =>
  option.requires.map((gate, index) => ({
    path: [...path, 'requires', index],
    text: gate.because,
    kind: 'because',
    condition: gate.if,
    known: guaranteedByAll([{ text: gate.if, holds: false }]),
  }));

const consequenceSentences = (option: TopicOption, path: readonly Step[]): Sentence[] =>
  (['good', 'bad'] as const).flatMap(side =>
    option.consequences[side].flatMap((one, index): Sentence[] => {
      const at = [...path, 'consequences', side, index];
      const said: Sentence = {
        ...plain(at, one.text, one.if),
        kind: 'consequence',
      };
      const mitigation = 'mitigation' in one ? one.mitigation : undefined;
      return typeof mitigation === 'string'
        ? [said, plain([...at, 'mitigation'], mitigation, one.if)]
        : [said];
    }),
  );

const riskSentences = (option: TopicOption, path: readonly Step[]): Sentence[] =>
  option.risks.flatMap(({ id, text, test }) => [
    plain([...path, 'risks', id, 'text'], text),
    ...Object.entries(test).map(([key, one]) => plain([...path, 'risks', id, 'test', key], one)),
  ]);

const optionSentences = (option: TopicOption): Sentence[] => {
  const path = ['options', option.id];
  return [
    plain([...path, 'summary'], option.summary),
    ...gateSentences(option, path),
    ...Object.entries(option.rate).flatMap(([criterion, rating]) =>
      ratingSentences(rating, [...path, 'rate', criterion]),
    ),
    ...consequenceSentences(option, path),
    ...riskSentences(option, path),
    ...option.leans_on.map(
      ({ because }, index): Sentence => ({
        path: [...path, 'leans_on', index],
        text: because,
        kind: 'because',
        known: nothing,
      }),
    ),
    ...option.confirm.map((one, index) => plain([...path, 'confirm', index], one.text, one.if)),
  ];
};

/** Every sentence that a topic can put into a document, in the order of the file. */
export const sentencesOf = (topic: Topic): readonly Sentence[] => [
  plain(['question'], topic.question),
  ...topic.triggers.map(
    (trigger, index): Sentence => ({
      path: ['triggers', index],
      text: trigger.because,
      kind: 'because',
      condition: trigger.if,
      known: whenTrue(trigger.if),
    }),
  ),
  ...topic.options.flatMap(optionSentences),
];

/** Every condition of a topic and where it stands. */
export const conditionsOf = (
  topic: Topic,
): readonly { readonly path: readonly Step[]; readonly text: string }[] => {
  const seen = sentencesOf(topic).flatMap(({ path, condition }) =>
    condition === undefined || path.at(-1) === 'mitigation'
      ? []
      : [{ path: [...path, 'if'], text: condition }],
  );
  return seen;
};
