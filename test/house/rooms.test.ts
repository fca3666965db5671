import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const here = resolve(import.meta.dirname, '../..');
const cruiser = join(here, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

type Cruise = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
};

let copy: string;
beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'adrgen-rooms-')));
  for (const name of ['src', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(join(here, name), join(copy, name), { recursive: true });
  symlinkSync(join(here, 'node_modules'), join(copy, 'node_modules'), 'junction');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const cruise = (): Cruise => {
  const { stdout } = spawnSync(process.execPath, [cruiser, 'src', '--output-type', 'json'], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Cruise;
};

/** One forbidden import for each rule: the file it is planted in, and its line. */
const planted: readonly (readonly [rule: string, file: string, line: string])[] = [
  ['model-imports', 'model/planted.ts', "import { factsOf } from '../weighing/facts.ts';"],
  ['model-imports', 'model/planted-package.ts', "import { parse } from 'yaml';"],
  ['weighing-imports', 'weighing/planted.ts', "import { readFileSync } from 'node:fs';"],
  ['weighing-imports', 'weighing/planted-package.ts', "import { z } from 'zod';"],
  ['requirements-imports', 'requirements/planted.ts', "import { readInput } from '../io/repository.ts';"],
  ['stages-imports', 'stages/planted.ts', "import { draftsOf } from '../render/documents.ts';"],
  ['stages-imports', 'stages/planted-fs.ts', "import { existsSync } from 'fs';"],
  ['design-imports', 'design/planted.ts', "import { draftsOf } from '../render/documents.ts';"],
  ['design-stages-types-only', 'design/planted-value.ts', "import { decide } from '../stages/decide.ts';"],
  ['records-stages-types-only', 'records/planted-value.ts', "import { decide } from '../stages/decide.ts';"],
  ['records-imports', 'records/planted.ts', "import { writeFile } from 'node:fs/promises';"],
  ['render-imports', 'render/planted.ts', "import puppeteer from 'puppeteer';"],
  ['render-imports', 'render/planted-type.ts', "import type { Plan } from '../commands/publish.ts';"],
  ['render-stages-types-only', 'render/planted-value.ts', "import { decide } from '../stages/decide.ts';"],
  ['rules-imports', 'rules/planted.ts', "import { sha256 } from '../io/hash.ts';"],
  ['personas-imports', 'personas/planted.ts', "import { homedir } from 'node:os';"],
  ['architects-imports', 'architects/planted.ts', "import { readCatalogue } from '../io/package-files.ts';"],
  [
    'architects-stages-types-only',
    'architects/planted-value.ts',
    "import { decide } from '../stages/decide.ts';",
  ],
  ['io-imports', 'io/planted.ts', "import { decide } from '../stages/decide.ts';"],
  ['commands-through-doors', 'commands/planted.ts', "import { readFileSync } from 'node:fs';"],
  ['commands-through-doors', 'commands/planted-package.ts', "import puppeteer from 'puppeteer';"],
  ['cli-imports', 'cli/planted.ts', "import { draftsOf } from '../render/documents.ts';"],
  ['nobody-imports-cli', 'commands/planted-cli.ts', "import { printData } from '../cli/terminal.ts';"],
  ['only-cli-imports-commands', 'io/planted-command.ts', "import { think } from '../commands/think.ts';"],
  ['a-known-room', 'records/planted-room.ts', "import { help } from '../helpers/help.ts';"],
  ['no-cycles', 'model/planted-cycle.ts', "import { two } from './planted-cycle-back.ts';"],
  ['no-unresolved', 'io/planted-nowhere.ts', "import { nothing } from './nowhere.ts';"],
  ['sdk-behind-the-door', 'io/planted-sdk.ts', "import { Anthropic } from '@anthropic-ai/sdk';"],
  ['no-development-packages', 'io/planted-development.ts', "import fc from 'fast-check';"],
];
const beside: readonly (readonly [file: string, text: string])[] = [
  ['helpers/help.ts', 'export const help = 1;'],
  ['model/planted-cycle-back.ts', "import { one } from './planted-cycle.ts';\nexport const two = () => one;"],
  ['model/planted-orphan.ts', 'export const alone = 1;'],
];

describe('the rooms', () => {
  it('are looked at: with a TypeScript that dependency-cruiser cannot use, it passes with no module', () => {
    const { modules } = cruise();
    const own = modules.filter(({ source }) => source.startsWith('src/'));
    expect(own.length).toBeGreaterThan(100);
    const files = execFileSync('git', ['ls-files', 'src'], { cwd: here, encoding: 'utf8' });
    expect(own.length).toBeGreaterThanOrEqual(files.trim().split('\n').length);
  });

  it('refuse each import that is planted', () => {
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(copy, 'src', file)), { recursive: true });
      writeFileSync(join(copy, 'src', file), `${text}\n`);
    };
    for (const [, file, line] of planted) write(file, `${line}\nexport const one = 1;`);
    for (const [file, text] of beside) write(file, text);
    // A cycle is reported from one of its files.
    const found = new Set(
      cruise().summary.violations.map(
        ({ rule, from }) => `${rule.name} ${from.replace('planted-cycle-back', 'planted-cycle')}`,
      ),
    );
    const missed = planted
      .map(([rule, file]) => `${rule} src/${file}`)
      .concat('no-orphans src/model/planted-orphan.ts')
      .filter(one => !found.has(one));
    expect(missed).toEqual([]);
  });
});
