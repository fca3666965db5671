import { parseArgs } from 'node:util';
import { faultOfWords } from './faults.ts';
import { type Ability, abilities, type Settings } from './settings.ts';

export const help = `npm run --silent model-server -- [flags]

Speaks the Messages API on 127.0.0.1 and answers as a model would. Prints its base URL as its first line.

  --port N             a port of your choice; a free one without it
  --key KEY            lets in this key alone; any without it
  --first-event MS     time until the first event of an answer
  --whole MS           time until the end of an answer, from the request
  --log FILE           adds each request, as sent, to FILE as a line of JSON (credentials as a hash)
  --without ABILITY    as servers of other makers: ${abilities.join(', ')}; repeatable
  --any-model          answers to any model name
  --fault WORDS        kind:name=value,…, such as status:status=529,stage=options,times=2; repeatable
  --help

While it runs: GET, DELETE /control/requests and GET, POST, DELETE /control/faults.
Examples, faults and what it answers: docs/model-server.md
`;

const wholeNumber = (name: string, value: string | undefined, otherwise: number): number => {
  if (value === undefined) return otherwise;
  if (!/^\d+$/.test(value))
    throw new RangeError(`--${name} takes a whole number, not ${JSON.stringify(value)}`);
  return Number(value);
};

const abilityOf = (name: string): Ability => {
  const found = abilities.find(one => one === name);
  if (found === undefined) {
    throw new RangeError(`--without takes one of ${abilities.join(', ')}, not ${JSON.stringify(name)}`);
  }
  return found;
};

const string = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

/** Settings of the words of a command line, or `help`. Throws an Error that says what is wrong with them. */
export const settingsOf = (words: readonly string[]): Partial<Settings> | 'help' => {
  const { values } = parseArgs({
    args: [...words],
    options: {
      port: string,
      key: string,
      'first-event': string,
      whole: string,
      log: string,
      without: many,
      'any-model': flag,
      fault: many,
      help: flag,
    },
  });
  if (values.help === true) return 'help';
  const firstEvent = wholeNumber('first-event', values['first-event'], 0);
  return {
    port: wholeNumber('port', values.port, 0),
    key: values.key ?? null,
    pace: { firstEvent, whole: Math.max(firstEvent, wholeNumber('whole', values.whole, 0)) },
    log: values.log ?? null,
    without: new Set((values.without ?? []).map(abilityOf)),
    anyModel: values['any-model'] === true,
    faults: (values.fault ?? []).map(faultOfWords),
  };
};
