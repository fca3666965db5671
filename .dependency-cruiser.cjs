/**
 * The rooms of src/ and what each may import (docs/architecture.md). Run by `npm test`; the test that plants
 * forbidden imports and sees them refused is test/house/rooms.test.ts.
 */

/** A room imports itself, the rooms named here, and the packages named here. Node itself only with `node: true`. */
const room = (name, { rooms = [], packages = [], node = false, because }) => ({
  name: `${name}-imports`,
  comment: because,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    pathNot: [
      `^src/(?:${[name, ...rooms].join('|')})/`,
      ...(node ? ['^(?:node:)?[a-z_/]+$'] : []),
      ...packages.map(one => `(?:^|/)node_modules/(?:@types/)?${one}/`),
    ],
    // What cannot be found is no-unresolved's business, so that each finding has one name.
    couldNotResolve: false,
  },
});

/** A room that may know another one's nouns, and must not run its code. */
const typesOnly = (name, other, because) => ({
  name: `${name}-${other}-types-only`,
  comment: because,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: `^src/${other}/`, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    room('model', {
      packages: ['zod'],
      because:
        'The nouns stand at the bottom: whoever imports one must not get a reader, a template or a file system with it.',
    }),
    room('weighing', {
      rooms: ['model'],
      because:
        'The arithmetic is checked by properties and by hand: it depends on its arguments alone, and on no package.',
    }),
    room('requirements', {
      rooms: ['model'],
      packages: ['zod', 'yaml', 'fastest-levenshtein'],
      because:
        'Reading is bytes in, requirements or issues out: the same in a command, a test, an editor or a browser.',
    }),
    room('stages', {
      rooms: ['model', 'weighing', 'design'],
      packages: ['zod'],
      because:
        'What happens does not depend on who thinks or where the result goes: no architect, no template, no door.',
    }),
    room('design', {
      rooms: ['model', 'weighing', 'stages'],
      packages: ['yaml', 'zod'],
      because:
        'The parts of the design follow from what was decided: sums over it, which documents and pictures both show.',
    }),
    typesOnly(
      'design',
      'stages',
      'The design stage puts the parts together; a part that runs a stage runs in a circle.',
    ),
    room('records', {
      rooms: ['model', 'weighing', 'stages'],
      packages: ['zod', 'node-diff3', 'remark', 'remark-gfm', 'remark-frontmatter', 'mdast'],
      because:
        'The plan of changes is data: --dry-run and check are free only while planning touches no file.',
    }),
    room('render', {
      rooms: ['model', 'weighing', 'design', 'stages'],
      packages: [
        'handlebars',
        'remark',
        'remark-gfm',
        'remark-frontmatter',
        'mdast',
        'yaml',
        'zod',
        'fastest-levenshtein',
      ],
      because: 'Text is made from the model alone: the same design gives the same bytes on every machine.',
    }),
    typesOnly(
      'render',
      'stages',
      'A view shows what a stage found; finding more while showing it hides a decision.',
    ),
    typesOnly(
      'records',
      'stages',
      'A record is laid out from what was decided; nothing is decided while it is laid out.',
    ),
    room('rules', {
      rooms: ['model', 'weighing', 'design', 'stages', 'render', 'records'],
      because: 'Rules judge what they are handed, so that they hold for documents from anywhere.',
    }),
    room('personas', {
      rooms: ['model'],
      packages: ['yaml', 'zod'],
      because: 'Reading a persona is text in, persona or issues out; which folders it comes from is a door.',
    }),
    room('architects', {
      rooms: ['model', 'weighing', 'stages'],
      packages: ['zod', 'yaml', 'fastest-levenshtein'],
      because: 'An architect answers what a stage asks; files and services are handed in by the command.',
    }),
    typesOnly(
      'architects',
      'stages',
      'The contract is the stages’; an architect that runs a stage would judge its own answer.',
    ),
    room('io', {
      rooms: ['model', 'personas'],
      packages: [
        'puppeteer',
        '@mermaid-js/mermaid-cli',
        '@sparticuz/chromium',
        'tinyglobby',
        '@anthropic-ai/sdk',
        'zod',
      ],
      node: true,
      because:
        'A door knows what it carries and nothing of why: any command can use it, a test can replace it.',
    }),
    {
      name: 'sdk-behind-the-door',
      comment:
        'Whoever asks a model does it through Ask: there answers are stored, budgets kept and keys taken out of messages.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/io/model-service/' },
      to: { path: '(?:^|/)node_modules/@anthropic-ai/sdk/' },
    },
    {
      name: 'commands-through-doors',
      comment:
        'Commands reach files, processes and services through io alone: there failures get place and hint, and writes are whole.',
      severity: 'error',
      from: { path: '^src/commands/' },
      to: {
        path: ['^(?:node:)?(?!path$)[a-z_/]+$', '(?:^|/)node_modules/'],
        couldNotResolve: false,
      },
    },
    room('cli', {
      rooms: ['commands', 'model'],
      packages: ['yargs', 'fastest-levenshtein'],
      node: true,
      because: 'The command line parses and prints: whoever calls a command from code gets all that it does.',
    }),
    {
      name: 'nobody-imports-cli',
      comment: 'Code that prints or ends the process is of no use to anyone but the command line.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/cli/', '^src/cli\\.ts$'] },
      to: { path: ['^src/cli/', '^src/cli\\.ts$'] },
    },
    {
      name: 'only-cli-imports-commands',
      comment: 'A story told inside another story is an io or stage function that has not been found yet.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(?:commands|cli)/', '^src/index\\.ts$'] },
      to: { path: '^src/commands/' },
    },
    {
      name: 'a-known-room',
      comment:
        'A new folder under src/ gets a rule here, and a line in docs/architecture.md, before it gets files.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        path: '^src/[^/]+/',
        pathNot:
          '^src/(?:model|weighing|requirements|stages|design|records|render|rules|personas|architects|io|commands|cli)/',
      },
    },
    {
      name: 'no-cycles',
      comment: 'Of two files that import each other neither can be read, tested or moved alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is dead, or its caller was forgotten.',
      severity: 'error',
      from: { orphan: true, path: '^src/' },
      to: {},
    },
    {
      name: 'no-unresolved',
      comment:
        'An import that leads nowhere fails for users only, where the file is loaded when it is needed.',
      severity: 'error',
      from: { path: '^(?:src|test)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-packages',
      comment: 'Packages for development are not installed with adrgen.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'src-without-tests',
      comment: 'test/ is not packed.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: '(?:^|/)node_modules/' },
    exclude: { path: '^test/(?:sites|fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
