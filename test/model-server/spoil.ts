import type { Fault } from './faults.ts';
import type { Reply } from './message.ts';

/** Faults that stand in the answer itself: what the model would have said, spoilt. */

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const mapStrings = (value: unknown, change: (text: string, key: string) => string, key = ''): unknown => {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map(one => mapStrings(one, change, key));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, mapStrings(one, change, name)]),
  );
};

/** Names of other things: they stay as they are, so that only prose is hostile. */
const isName = (key: string): boolean =>
  /^(?:id|ids|option|decision|criterion|topic|kind|any_of|from|to|if|when|condition|cites|level|about|path|rule|quote|skills|technology|each|origin|verdict|depends_on|criteria|topics|source|sources|facts)$/.test(
    key,
  );

const reference = /^(?:id|option|decision|criterion|cites)$/;

const whole = (reply: Reply): string => reply.texts.join('');

/** The answer with the fault in it; the same answer where the fault is one of the wire. */
export const spoil = (reply: Reply, fault: Fault | null, maxTokens: number): Reply => {
  const text = whole(reply);
  const said = (...texts: string[]): Reply => ({ ...reply, texts });
  const changed = (change: (text: string, key: string) => string): Reply =>
    said(JSON.stringify(mapStrings(JSON.parse(text), change)));
  switch (fault?.kind) {
    case 'refusal':
      return { ...reply, texts: [], stopReason: 'refusal' };
    case 'truncation':
      return fault.needs !== undefined && maxTokens >= fault.needs
        ? reply
        : { ...reply, texts: [text.slice(0, Math.floor(text.length / 2))], stopReason: 'max_tokens' };
    case 'context-exceeded':
      return {
        ...reply,
        texts: [text.slice(0, Math.floor(text.length / 3))],
        stopReason: 'model_context_window_exceeded',
      };
    case 'invalid-json':
      return said(`${text.slice(0, -1)},,"`);
    case 'chatty':
      return said(
        `Here is the answer you asked for {as JSON}:\n\n\`\`\`json\n${text}\n\`\`\`\n\nI hope that helps.`,
      );
    case 'blocks': {
      const half = Math.floor(text.length / 2);
      return {
        ...said(text.slice(0, half), text.slice(half)),
        thinking: 'Let me look at the drivers first.',
      };
    }
    case 'empty':
      return said();
    case 'wrong-shape':
      return said(JSON.stringify({ answer: 'PostgreSQL', confidence: 0.97 }));
    case 'unknown-ids':
      return changed((one, key) => (reference.test(key) ? 'nobody-knows-this' : one));
    case 'text':
      return said(fault.text);
    case 'hostile':
      return changed((one, key) => (isName(key) || one === '' ? one : `${one} ${fault.text}`));
    case 'no-usage':
      return { ...reply, usage: 'none' };
    default:
      return reply;
  }
};
