import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { agentsMessages, agentsText, runAgents } from '../../src/commands/agents.ts';
import { loadPersonas } from '../../src/io/personas.ts';
import { Problem } from '../../src/model/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'adrgen-agents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A repository with these files in it. */
const repository = (name: string, files: Readonly<Record<string, string | Uint8Array>>): string => {
  const root = join(folder, name);
  mkdirSync(join(root, '.git'), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
};

const persona = (name: string, prompt = 'Judge.') => `---\nname: ${name}\ndescription: d\n---\n${prompt}\n`;

test('without anything else, the personas of the package serve every stage', () => {
  const result = runAgents({ cwd: repository('empty', {}) });
  expect(result).toMatchObject({ exitCode: 0, issues: [] });
  expect(result.stages.map(({ persona }) => persona)).not.toContain(null);
  expect(new Set(result.personas.map(({ origin }) => origin))).toEqual(new Set(['package']));
  expect(agentsText(result).split('\n')).toHaveLength(1 + result.stages.length);
  expect(agentsText(result)).toMatch(
    /^lead +senior-backend-architect +inherit +adrgen itself +agents\/senior/m,
  );
});

test('one broken file is one error; all others of the folder are read', () => {
  const cwd = repository('mixed', {
    'my agents/senior-backend-architect.md':
      '---\r\nname: senior-backend-architect\r\ndescription: Use it. Examples:\\n- user: "Postgres or MongoDB?"\r\nmodel: sonnet\r\n---\r\nYou lead.\r\n',
    'my agents/sub/注文.md': '---\ndescription: d\n---\nPrompt',
    'my agents/open.md': '---\nname: open\n',
    'my agents/picture.md': new Uint8Array([0x89, 0x50, 0, 0xff]),
    'my agents/huge.md': 'x'.repeat(1024 * 1024 + 1),
    'my agents/README.md': '# How we work\n',
    'my agents/.hidden.md': 'no persona',
    'my agents/notes.txt': 'no persona',
    'my agents/decision-critic.txt': persona('decision-critic'),
    'my agents/config.json': '{}',
  });
  const result = runAgents({ cwd, agents: 'my agents' });
  expect(result.exitCode).toBe(1);
  expect(result.issues.map(({ level, code, place }) => [level, code, place?.file, place?.line])).toEqual([
    ['error', 'too-large', 'my agents/huge.md', undefined],
    ['error', 'open-front-matter', 'my agents/open.md', 1],
    ['error', 'binary-file', 'my agents/picture.md', 1],
    ['warning', 'missing-name', 'my agents/sub/注文.md', 1],
  ]);
  expect(result.stages.find(({ stage }) => stage === 'lead')).toMatchObject({
    persona: 'senior-backend-architect',
  });
  const own = result.personas.filter(({ origin }) => origin === 'option');
  expect(own.map(({ name, stage, standing }) => [name, stage, standing])).toEqual([
    ['decision-critic', 'critique', 'used'],
    ['senior-backend-architect', 'lead', 'used'],
    ['注文', null, 'unasked'],
  ]);
  expect(own[1]).toMatchObject({ model: 'sonnet', file: 'my agents/senior-backend-architect.md' });
  expect(agentsText(result)).toContain('Replaced by one of the same stage above:');
  expect(agentsMessages(result, { colour: false })[1]).toMatch(
    /^my agents\/open\.md:1: error \[open-front-matter\][^\n]*\n.*= hint: Put a line/s,
  );
});

test('personas of the repository itself are found from any folder of it', () => {
  const root = repository('claude', {
    '.claude/agents/decision-critic.md': persona('decision-critic', 'Be harsh.'),
    'deep/er/x': '',
  });
  const cwd = join(root, 'deep/er');
  const { byStage, personas } = loadPersonas({ cwd });
  expect(byStage.get('critique')).toMatchObject({ origin: 'repository', prompt: 'Be harsh.' });
  expect(byStage.get('lead')).toMatchObject({ origin: 'package' });
  expect(personas.filter(({ stage }) => stage === 'critique').map(({ standing }) => standing)).toEqual([
    'replaced',
    'used',
  ]);
});

test('a single file does for --agents, and a folder of others is said to be of no use', () => {
  const cwd = repository('single', {
    'a/lead.md': persona('Senior Backend Architect'),
    'b/x.md': persona('x'),
  });
  expect(loadPersonas({ cwd, agents: 'a/lead.md' }).byStage.get('lead')).toMatchObject({ origin: 'option' });
  const result = runAgents({ cwd, agents: 'b' });
  expect(result).toMatchObject({ exitCode: 0, issues: [{ code: 'no-persona-used', received: 'x' }] });
  expect(agentsMessages(result, { colour: true })).toEqual([
    expect.stringMatching(/^b: warning \[no-persona-used\]/),
  ]);
});

test('a folder that is not there is a problem with exit code 2', () => {
  const cwd = repository('nowhere', {});
  const error = (() => {
    try {
      return runAgents({ cwd, agents: 'no such folder' });
    } catch (reason) {
      return reason;
    }
  })();
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining('no such folder') });
});

test.skipIf(process.platform === 'win32')('links in circles, dead links and pipes stop nobody', () => {
  const cwd = repository('odd', { 'agents/options-explorer.md': persona('options-explorer') });
  symlinkSync('.', join(cwd, 'agents/circle'));
  symlinkSync('nothing', join(cwd, 'agents/dead.md'));
  spawnSync('mkfifo', [join(cwd, 'agents/pipe.md')]);
  const { issues, stages } = runAgents({ cwd, agents: 'agents' });
  expect(issues.map(({ code, place }) => [code, place?.file])).toEqual([
    ['unreadable-persona', 'agents/dead.md'],
    ['not-a-file', 'agents/pipe.md'],
  ]);
  expect(stages.every(({ persona }) => persona !== null)).toBe(true);
});

test('names and models cannot steer a terminal', () => {
  const cwd = repository('escape', {
    'agents/a.md':
      '---\nname: "decision-critic\\e[31m"\ndescription: "\\e]0;title\\a"\nmodel: "\\u009b31m"\n---\nx',
    'agents/decision-\u001b[2Jcritic.md': '---\ndescription: d\n---\nx',
    'agents/\u202ebroken.md': 'nothing',
  });
  const result = runAgents({ cwd, agents: 'agents' });
  const shown = [agentsText(result), ...agentsMessages(result, { colour: false })].join('\n');
  expect(shown).toContain('<U+001B>');
  expect(shown).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
});
