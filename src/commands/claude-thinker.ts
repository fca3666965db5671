import { join } from 'node:path';
import { loadTopics } from '../architects/catalogue/load-topics.ts';
import { claudeArchitect } from '../architects/claude/architect.ts';
import { sha256 } from '../io/hash.ts';
import { readTemplates } from '../io/package-files.ts';
import { loadPersonas } from '../io/personas.ts';
import { type Asking, standardAsking } from '../model/asking.ts';
import type { Asked, Settings } from '../model/changes.ts';
import type { Ask } from '../model/doors.ts';
import { modelId } from '../model/language-models.ts';
import type { Persona, PersonaStage } from '../model/persona.ts';
import { Problem, problem } from '../model/problem.ts';
import { promptWriter } from '../render/prompts.ts';
import { addAsked, nothingAsked } from './asked.ts';
import type { Doors, Thinker } from './asking-doors.ts';
import type { Means } from './means.ts';

type Thinking = NonNullable<Settings['thinking']>;

/** What the configuration says of asking, and whom `inherit` means for this system. */
const askingFor = ({ configuration }: Means, { model }: Thinking): Asking => ({
  ...standardAsking,
  ...configuration.asking,
  model,
});

/** The persona of each stage, the lead's directives before its own. Throws a Problem where a stage has none. */
const personasOf = (root: string, { agents }: Thinking): ((stage: PersonaStage) => Persona) => {
  const chosen = loadPersonas({ cwd: root, ...(agents === null ? {} : { agents: join(root, agents) }) });
  const lead = chosen.byStage.get('lead');
  return stage => {
    const own = chosen.byStage.get(stage);
    if (own === undefined) {
      throw problem({
        code: 'no-persona',
        message: `no persona serves the stage ${stage}`,
        hint: 'see adrgen agents; the personas of the package are there unless adrgen is installed in parts',
      });
    }
    return lead === undefined ? own : { ...own, prompt: `${lead.prompt}\n\n${own.prompt}` };
  };
};

const stages = ['analysis', 'options', 'trade-offs', 'critique', 'decision'] as const;

/** What an answer depends on besides requirements and catalogue: personas, prompts, model, effort. */
export const claudeKnowledge = (root: string, means: Means, thinking: Thinking): unknown => {
  const personaOf = personasOf(root, thinking);
  return [
    thinking.model,
    askingFor(means, thinking).effort,
    readTemplates('prompts'),
    stages.map(stage => [personaOf(stage).prompt, personaOf(stage).model]),
  ];
};

/** Writes down which answers went into a design. */
const noting =
  (ask: Ask, asked: Map<string, Asked>): Ask =>
  async call => {
    const answer = await ask(call);
    const { key, usage } = answer;
    const before = asked.get(call.subject);
    if (before?.answers.includes(key) === true) return answer;
    const { model: _, ...cost } = usage;
    const one: Asked = { answers: [key], ...cost };
    asked.set(call.subject, before === undefined ? addAsked(one, nothingAsked) : addAsked(before, one));
    return answer;
  };

/** A model as the architect. Asks nothing before it is asked something; without credentials it still reads answers. */
export const claudeThinker = (root: string, means: Means, thinking: Thinking, doors: Doors): Thinker => {
  const { topics, issues } = loadTopics(means.catalogue);
  if (issues.length > 0) throw new Problem(issues);
  const asking = askingFor(means, thinking);
  const opened = doors.open(asking);
  const asked = new Map<string, Asked>();
  const newest = topics
    .flatMap(({ options }) => options.flatMap(({ facts }) => facts.map(({ as_of }) => as_of)))
    .sort()
    .at(-1);
  return {
    architect: claudeArchitect({
      ask: noting(opened.ask, asked),
      write: promptWriter(readTemplates('prompts')),
      personaOf: personasOf(root, thinking),
      topics,
      provenance: `${modelId(thinking.model)}, and for defaults and facts the embedded catalogue as of ${newest ?? ''}`,
    }),
    knows: sha256(JSON.stringify([means.hashes.catalogue, claudeKnowledge(root, means, thinking)])),
    asked: () => asked,
    settled: opened.settled,
  };
};
