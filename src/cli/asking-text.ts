import type { About, AskingEvent, Bill, Cost, Tell } from '../model/asking.ts';
import { harmless } from '../model/issue-text.ts';

const count = (value: number): string => Math.round(value).toLocaleString('en-US');

const plural = (value: number, one: string): string => `${count(value)} ${one}${value === 1 ? '' : 's'}`;

/** US dollars, with as many digits as small sums need. */
export const usdText = (usd: number | null): string =>
  usd === null ? 'cost not known' : usd === 0 || usd >= 0.1 ? `$${usd.toFixed(2)}` : `$${usd.toFixed(4)}`;

const tokensText = ({ input, cacheRead, cacheWrite, output }: Omit<Cost, 'requests'>): string =>
  `${count(input + cacheRead + cacheWrite)} tokens in, ${count(output)} out`;

const aboutText = ({ stage, subject }: About): string => `${stage} of ${subject}`;

/** What happened, as a line; null for what nobody needs to read. `seconds` is how long an answer took. */
const lineOf = (event: AskingEvent, seconds: string): string | null => {
  switch (event.kind) {
    case 'asking':
      return null;
    case 'answered':
      return event.stored
        ? null
        : `${aboutText(event)}: ${seconds} s, ${tokensText(event.usage)}, ${usdText(event.usage.usd)}`;
    case 'waiting':
      return `${aboutText(event)}: ${event.reason}; attempt ${event.attempt} of ${event.attempts} in ${Math.ceil(event.seconds)} s`;
    case 'repairing': {
      const [first = 'it cannot be used', ...others] = event.issues;
      const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
      return `${aboutText(event)}: sent back for a repair: ${first}${more}`;
    }
    case 'more-room':
      return `${aboutText(event)}: cut short, asked again with room for ${count(event.maxTokens)} tokens`;
    case 'note':
      return event.text;
  }
};

/** Milliseconds between two lines about answers where nobody watches. */
const quiet = 5000;

type Screen = {
  readonly print: (line: string) => void;
  /** A person watches: every answer has its line. Else there is one in a while, and waits are told at once. */
  readonly watched: boolean;
  /** Milliseconds, from anywhere. */
  readonly now: () => number;
};

/** Shows on a screen, or in a log, what is asked and what it costs. */
export const showAsking = ({ print, watched, now }: Screen): Tell => {
  let [last, answers] = [Number.NEGATIVE_INFINITY, 0];
  const began = new Map<string, number>();
  return event => {
    const about = event.kind === 'note' ? '' : aboutText(event);
    if (event.kind === 'asking') {
      began.set(about, now());
      if (watched) print(harmless(`${about}: asking ${event.model} …`));
    }
    const line = lineOf(event, ((now() - (began.get(about) ?? now())) / 1000).toFixed(1));
    if (line === null) return;
    if (event.kind === 'answered' && !watched) {
      answers += 1;
      if (now() - last < quiet) return;
      last = now();
      print(harmless(`${plural(answers, 'answer')} so far; last ${line}`));
      return;
    }
    print(harmless(line));
  };
};

/** What a run has cost, as a sentence; null where nothing was asked and nothing was stored. */
export const billText = ({ total, stored }: Bill): string | null => {
  const free = stored.answers === 0 ? '' : `${plural(stored.answers, 'answer')} stored before`;
  if (total.requests === 0) return free === '' ? null : `Nothing was asked: ${free}.`;
  const prompt = total.input + total.cacheRead + total.cacheWrite;
  const cached = prompt === 0 ? 0 : Math.floor((100 * total.cacheRead) / prompt);
  return `${plural(total.requests, 'call')}: ${tokensText(total)}, ${cached} % of the prompts from the cache, ${usdText(total.usd)}${free === '' ? '' : `; ${free}`}.`;
};

/** The same as lines of a report: one, or none. */
export const billLine = (bill: Bill | null): readonly string[] => {
  const text = bill === null ? null : billText(bill);
  return text === null ? [] : [text];
};
