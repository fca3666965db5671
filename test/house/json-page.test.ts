import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adrgen, repository } from './adrgen.ts';

const page = readFileSync(join(repository, 'docs/json.md'), 'utf8');
type Row = { readonly path: string; readonly only: boolean };

/** The rows of a section's table. */
const rowsOf = (section: string): readonly Row[] =>
  [
    ...(page.split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)` \| (only )?/gm),
  ].map(([, path = '', only]) => ({ path, only: only !== undefined }));

/** Paths of all that is no object or list, and of empty ones: `documents[].path`. */
const pathsOf = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value)) {
    return value.length === 0 ? [`${path}[]`] : value.flatMap(one => pathsOf(one, `${path}[]`));
  }
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return [path];
  return entries.flatMap(([key, inner]) => pathsOf(inner, path === '' ? key : `${path}.${key}`));
};

/** Whether a row stands for a path: by itself, as a whole (`details`), or as an empty list or map of it. */
const covers = (row: string, path: string): boolean => {
  const words = row.replace(/[.[\]]/g, '\\$&').replace(/<[^>]+>/g, '[^.]+');
  return (
    new RegExp(`^${words}(?:$|\\.|\\[)`).test(path) ||
    (path.endsWith('[]') && row.startsWith(path)) ||
    row.startsWith(`${path}.<`)
  );
};

/** Every key that is printed is documented, and every documented one is printed, "only" aside. */
const compare = (section: string, printed: readonly unknown[]): void => {
  const rows = rowsOf(section);
  const paths = new Set(printed.flatMap(one => pathsOf(one)));
  expect(rows.length).toBeGreaterThan(1);
  expect([...paths].filter(path => !rows.some(row => covers(row.path, path)))).toEqual([]);
  expect(
    rows
      .filter(({ path, only }) => !only && ![...paths].some(printed => covers(path, printed)))
      .map(({ path }) => path),
  ).toEqual([]);
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'adrgen-json-'));
  mkdirSync(join(folder, '.adrgen'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = (...words: readonly string[]): { exitCode: number } & Record<string, unknown> => {
  const { stdout, stderr, exitCode } = adrgen([...words, '--json'], folder);
  expect(stdout, stderr).toMatch(/^\{/);
  const printed = JSON.parse(stdout);
  expect(printed.exitCode).toBe(exitCode);
  return printed;
};
const example = (name: string): string => join(repository, 'docs/examples', name, 'requirements.yaml');

describe('docs/json.md', () => {
  it('has the keys of new', () => {
    const small = example('order-notifications');
    const first = json('new', small, '--images', 'svg') as unknown as { documents: { path: string }[] };
    appendFileSync(join(folder, first.documents[0]?.path ?? ''), '\nOur own words.\n');
    const runs = [
      first,
      json('new', small, '--images', 'svg'),
      json('new', example('ticket-shop'), '--dry-run', '--images', 'none'),
      json('new', example('payment-ledger'), '--dry-run', '--images', 'svg', '--browser', '/no/browser'),
    ];
    const paths = new Set(runs.flatMap(run => pathsOf(run)));
    for (const rare of ['reason', 'content', 'breakpoints[].at', 'excluded[].because', 'files[].path'])
      expect([...paths]).toContain(`documents[].${rare}`);
    compare('adrgen new', runs);
  });

  it('has the keys of regen and check', () => {
    const own = mkdtempSync(join(folder, 'regen-'));
    mkdirSync(join(own, '.adrgen'));
    const file = join(own, 'needs.yaml');
    cpSync(example('order-notifications'), file);
    const run = (...words: readonly string[]) => {
      const { stdout, stderr, exitCode } = adrgen([...words, '--json'], own);
      expect(stdout, stderr).toMatch(/^\{/);
      const printed = JSON.parse(stdout);
      expect(printed.exitCode).toBe(exitCode);
      return printed;
    };
    const turn = (path: string, change: (text: string) => string): void => {
      const text = readFileSync(path, 'utf8');
      expect(change(text)).not.toBe(text);
      writeFileSync(path, change(text));
    };
    const never = run('check', 'needs.yaml');
    const made = run('regen', 'needs.yaml', '--images', 'none');
    const unchanged = run('regen');
    const paths: string[] = made.files[0].documents.map(({ path }: { path: string }) => path);
    for (const path of paths) turn(join(own, path), text => text.replace(/^# /m, '# Ours: '));
    turn(join(own, paths[0] ?? ''), text => text.replace('status: proposed', 'status: accepted'));
    const noted = run('check');
    turn(file, text => text.replace(/^system: .*$/m, '$&\nlod: {}'));
    const broken = [run('check'), run('regen')];
    turn(file, text => text.replace('\nlod: {}', '').replace(/dau: \w+/, 'dau: 9M'));
    const merged = run('regen');
    expect(pathsOf(merged)).toContain('files[].documents[].sections[]');
    expect(pathsOf(merged)).toContain('files[].documents[].outdated');
    compare('adrgen regen', [made, unchanged, merged, broken[1]]);
    compare('adrgen check', [never, noted, broken[0], run('check')]);
    expect([never.exitCode, noted.exitCode, broken[0].exitCode]).toEqual([1, 0, 2]);
  });

  it('has the keys of list and show', () => {
    const adr = join(folder, 'records/adr');
    mkdirSync(adr, { recursive: true });
    writeFileSync(
      join(adr, '0001-a.md'),
      '---\nstatus: accepted\ndate: 2026-01-31\ndeciders: [Ann]\ntags: [data]\n---\n# A\n\n## More Information\n\n* Partially supersedes [B](0002-b.md)\n',
    );
    writeFileSync(join(adr, '0002-b.md'), '# B\n');
    const { stdout, exitCode } = adrgen(['list', 'records', '--json'], folder);
    expect(exitCode).toBe(0);
    const records = JSON.parse(stdout);
    expect(records).toHaveLength(2);
    compare('adrgen list', [{ records }]);
    const own = join(folder, 'records');
    // A repository of its own.
    mkdirSync(join(own, '.adrgen'));
    const shown = adrgen(['show', '2', '--json'], own);
    const one = JSON.parse(shown.stdout);
    expect([one.exitCode, one.linkedFrom]).toEqual([0, [{ id: '0001-a', relation: 'supersedes' }]]);
    compare('adrgen show', [one, JSON.parse(adrgen(['show', '1', '--json'], own).stdout)]);
  });
  it('has the keys of the life of a record', () => {
    const adr = join(folder, 'life/adr');
    mkdirSync(adr, { recursive: true });
    mkdirSync(join(folder, 'life/.adrgen'));
    for (const name of ['0001-a', '0002-b'])
      writeFileSync(join(adr, `${name}.md`), `# ${name}\n\n## Status\n\nProposed\n`);
    const run = (...words: string[]) => JSON.parse(adrgen([...words, '--json'], join(folder, 'life')).stdout);
    compare('adrgen accept, reject, deprecate, supersede, link', [
      run('accept', '1'),
      run('supersede', '1', '--by', '2'),
      run('link', '2', 'relates-to', '1'),
    ]);
  });
  it('has the keys of explain and what-if', () => {
    const ledger = example('payment-ledger');
    const shop = example('ticket-shop');
    compare('adrgen explain', [
      json('explain', 'primary-store', '--requirements', ledger),
      json('explain', 'delivery', '--requirements', shop),
      json('explain', 'domain-events', '--requirements', shop),
    ]);
    compare('adrgen what-if', [
      json('what-if', ledger, '--set', 'decided.primary-store=ClickHouse', '--set', 'priorities=cost'),
      json('what-if', shop),
    ]);
  });

  it('has the keys of validate, and of a failure', () => {
    writeFileSync(
      join(folder, 'wrong.yaml'),
      'system: Tea\npurpose: Tea\nfunctional: [Pour]\nload: { dua: 3 }\n',
    );
    compare('adrgen validate', [json('validate', 'wrong.yaml', example('ticket-shop'))]);
    compare('Any command that fails', [json('new', 'wrong.yaml'), json('validate', '--jason')]);
  });

  it('has the keys of index, graph, renumber and convert', () => {
    const own = mkdtempSync(join(folder, 'log-'));
    const records = join(own, 'docs/adr');
    mkdirSync(records, { recursive: true });
    mkdirSync(join(own, '.git'));
    for (const name of ['0001-one', '0001-two'])
      writeFileSync(join(records, `${name}.md`), `# 1. ${name}\n\n## Status\n\nAccepted\n`);
    writeFileSync(join(own, 'README.md'), '[One](docs/adr/0001-one.md) [Two](docs/adr/0001-two.md)\n');
    const run = (...words: readonly string[]) => {
      const { stdout, stderr, exitCode } = adrgen([...words, '--json'], own);
      expect(stdout, stderr).toMatch(/^\{/);
      const printed = JSON.parse(stdout);
      expect(printed.exitCode).toBe(exitCode);
      return printed;
    };
    compare('adrgen convert', [
      run('convert', '0001-one', '--to', 'madr'),
      run('convert', '0001-one', '--to', 'nygard'),
    ]);
    compare('adrgen renumber', [run('renumber')]);
    compare('adrgen index', [run('index', 'README.md', '--dry-run')]);
    compare('adrgen graph', [run('graph'), run('graph', 'graph.mmd')]);
  });

  it('has the keys of lint', () => {
    const own = mkdtempSync(join(folder, 'lint-'));
    const records = join(own, 'docs/adr');
    mkdirSync(records, { recursive: true });
    const record = '# Queue\n\n## Context\n\nA\n\n## Decision\n\n![gone](gone.png)';
    writeFileSync(join(records, '0001-queue.md'), record);
    writeFileSync(join(records, '0002-latin.md'), Buffer.from('# Caf\xe9\n', 'latin1'));
    cpSync(example('order-notifications'), join(own, 'needs.yaml'));
    const waiver = '{ rule: REC-003, at: docs/adr/, reason: Old, until: 9999-01-01 }';
    writeFileSync(join(own, 'adrgen.yaml'), `waivers: [${waiver}]\n`);
    const { stdout, stderr } = adrgen(['lint', 'needs.yaml', 'docs', '--fix', '--json'], own);
    expect(stdout, stderr).toMatch(/^\{/);
    const printed = JSON.parse(stdout);
    expect([printed.exitCode, printed.fixed.length, printed.failures.length]).toEqual([2, 2, 1]);
    expect(pathsOf(printed)).toContain('findings[].waived.until');
    compare('adrgen lint', [printed]);
  });

  it('has the keys of render', () => {
    const own = mkdtempSync(join(folder, 'render-'));
    const blocks = ['flowchart LR\n  A --> B', 'flowchart LR\n  A -->'].map(
      block => `\`\`\`mermaid\n${block}\n\`\`\`\n`,
    );
    writeFileSync(join(own, 'a.md'), `# A\n\n${blocks.join('\n')}`);
    const { stdout, stderr } = adrgen(['render', 'a.md', '--replace', '--json'], own);
    expect(stdout, stderr).toMatch(/^\{/);
    const printed = JSON.parse(stdout);
    expect([printed.exitCode, printed.diagrams[1].error.line]).toEqual([1, 10]);
    compare('adrgen render', [printed]);
  });

  it('has the keys of site', () => {
    const from = example('order-notifications');
    const own = mkdtempSync(join(folder, 'site-'));
    cpSync(dirname(from), own, { recursive: true });
    appendFileSync(join(own, 'docs/adr/0001-compute.md'), '\n[Elsewhere](../../README.md)\n');
    const { stdout, stderr } = adrgen(['site', '--json'], own);
    expect(stdout, stderr).toMatch(/^\{/);
    const printed = JSON.parse(stdout);
    expect(printed.notes).toHaveLength(1);
    compare('adrgen site', [printed]);
  });

  it('has the keys of templates', () => {
    compare('adrgen templates eject', [json('templates', 'eject', 'madr', 'nygard', '--to', 'own')]);
    writeFileSync(join(folder, 'own/documents/nygard.md.hbs'), '# {{title}}\n');
    compare('adrgen templates list', [json('templates', 'list', '--templates', 'own')]);
    compare('adrgen templates check', [json('templates', 'check', 'own')]);
  });

  it('has the keys of agents and doctor', () => {
    compare('adrgen agents', [json('agents')]);
    compare('adrgen doctor', [json('doctor')]);
  });
});
