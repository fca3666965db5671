import { standardAsking } from '../../src/model/asking.ts';
import type { Ask } from '../../src/model/doors.ts';
import { contractOfAsk, type Trial } from './ask-contract.ts';
import { askAt, question, serve, temporaryRoot } from './asking-setup.ts';

/** Every way to an answer that a command has, behind it the real SDK and a server. */

const refusing = async (changes: Parameters<typeof askAt>[1] = {}): Promise<Ask> => {
  const { url } = await serve({ faults: [{ kind: 'refusal', times: 'always', after: 0 }] });
  return askAt(url, changes).ask;
};

contractOfAsk(
  'asked',
  async (): Promise<Trial> => {
    const { url } = await serve();
    // Its own root for every question, so that none is found.
    return { stored: false, ask: call => askAt(url).ask(call) };
  },
  () => refusing(),
);

/** A root in which both questions of the contract are answered. */
const answeredRoot = async (): Promise<string> => {
  const root = temporaryRoot();
  const { url } = await serve();
  const { ask } = askAt(url, { root });
  await Promise.all(['caching', 'messaging'].map(subject => ask(question(subject))));
  return root;
};

const nobody = 'http://127.0.0.1:1';

contractOfAsk(
  'stored',
  async () => ({ stored: true, ask: askAt(nobody, { root: await answeredRoot(), frozen: true }).ask }),
  async () => askAt(nobody, { frozen: true }).ask,
);

contractOfAsk(
  'within a budget',
  async () => {
    const { url } = await serve();
    const limits = { usd: 5, calls: 10 };
    return { stored: false, ask: call => askAt(url, { limits }).ask(call) };
  },
  async () => {
    const { url } = await serve();
    return askAt(url, { limits: { usd: 0.000_01, calls: null } }).ask;
  },
);

contractOfAsk(
  'of a server that enforces no schema and knows no cache',
  async () => {
    const { url } = await serve({
      without: new Set(['schema', 'cache', 'count-tokens', 'batches', 'models']),
    });
    const asking = { ...standardAsking, concurrency: 1 };
    return { stored: false, ask: call => askAt(url, { asking }).ask(call) };
  },
  () => refusing({ asking: { ...standardAsking, concurrency: 1 } }),
);
