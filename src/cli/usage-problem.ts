import { closest, distance } from 'fastest-levenshtein';
import type { Argv } from 'yargs';
import { type Problem, problem } from '../model/problem.ts';

/** Flags of the command that is being parsed, by all their names; of yargs' own types they are not a part. */
export const flagsOf = (parser: Argv): readonly string[] =>
  Object.keys((parser as Argv & { getOptions(): { readonly key: object } }).getOptions().key);

/** A flag that is at most two slips away. */
const nearestFlag = (written: string, flags: readonly string[]): string | undefined => {
  const known = flags.filter(flag => flag.length > 1);
  const near = known.length === 0 ? undefined : closest(written, known);
  return near !== undefined && distance(written, near) <= 2 ? near : undefined;
};

const nameOf = (word: string): string => word.replace(/^--?/, '').split('=')[0] ?? '';

/** The commands before the first flag: `templates eject`. */
const commandOf = (argv: readonly string[]): string => {
  const [first = '', second = ''] = argv;
  return first === 'templates' && /^[a-z]/.test(second) ? `${first} ${second}` : first;
};

const recordCommands = ['show', 'accept', 'reject', 'deprecate', 'supersede', 'explain'];

/** What a command has to be given. */
const missingIn = (name: string): string => {
  if (name === 'link') return 'it takes a record, a relation and another record';
  return recordCommands.includes(name) ? 'the record is not named' : 'the requirements file is not named';
};

const templatesCommandNames = ['list', 'eject', 'check'];

const unknownWord = (written: string, argv: readonly string[], flags: readonly string[]): Problem => {
  const isFlag = written.startsWith('-');
  if (argv[0] === 'templates' && argv[1] === written && !isFlag) {
    return problem({
      code: 'usage',
      message: `Unknown command: templates ${written}`,
      expected: templatesCommandNames.join(', '),
      hint: `did you mean adrgen templates ${closest(written, templatesCommandNames)}?`,
    });
  }
  const near = isFlag ? nearestFlag(nameOf(written), flags) : undefined;
  return problem({
    code: 'usage',
    message: `Unknown ${isFlag ? 'flag' : 'argument'}: ${written}`,
    hint: near === undefined || near === nameOf(written) ? 'see adrgen --help' : `did you mean --${near}?`,
  });
};

/** yargs suggests commands but no flags, and says little else: `message` is its own, `flags` are those it knows. */
export const usageProblem = (message: string, argv: readonly string[], flags: readonly string[]): Problem => {
  const meant = /^Did you mean (.+)\?$/.exec(message)?.[1];
  if (meant !== undefined) {
    return problem({
      code: 'usage',
      message: `Unknown command: ${argv[0]}`,
      hint: `did you mean adrgen ${meant}?`,
    });
  }
  const choice = /Argument: (.+), Given: "(.*)", Choices: (.+)/s.exec(message);
  if (choice !== null) {
    const [, flag, received = '', expected = ''] = choice;
    return problem({ code: 'usage', message: `--${flag} ${received}`, expected, received });
  }
  const withoutValue = /^Not enough arguments following: (.+)$/.exec(message)?.[1];
  if (withoutValue !== undefined || message.startsWith('Not enough non-option arguments')) {
    return problem({
      code: 'usage',
      message:
        withoutValue === undefined
          ? `adrgen ${argv[0]}: ${missingIn(argv[0] ?? '')}`
          : `--${withoutValue} needs a value`,
      hint: `see adrgen ${commandOf(argv)} --help`,
    });
  }
  const required = /^Missing required arguments?: (.+)$/.exec(message)?.[1];
  if (required !== undefined) {
    return problem({
      code: 'usage',
      message: `adrgen ${commandOf(argv)} needs --${required.split(', ').join(' and --')}`,
      hint: `see adrgen ${commandOf(argv)} --help`,
    });
  }
  const unknown = /^Unknown arguments?: (.+)$/.exec(message)?.[1]?.split(', ')[0];
  const written = argv.find(word =>
    unknown === undefined ? word.startsWith('--') && !flags.includes(nameOf(word)) : nameOf(word) === unknown,
  );
  return written === undefined
    ? problem({ code: 'usage', message, hint: 'see adrgen --help' })
    : unknownWord(written, argv, flags);
};
