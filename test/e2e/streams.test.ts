import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { adrgen, build, built, newWithoutImages, small, tree, withRequirements } from './command.ts';

beforeAll(build);

const escapeCharacter = String.fromCharCode(27);

describe('--dry-run', () => {
  test('writes nothing, prints the documents as they are written, messages apart', async () => {
    const cwd = withRequirements();
    const env = { SOURCE_DATE_EPOCH: '0' };
    const args = ['new', 'requirements.yaml', '--images', 'none'];
    const dry = await adrgen([...args, '--dry-run'], { cwd, env });
    expect(dry.code).toBe(0);
    expect(Object.keys(tree(cwd))).toEqual(['requirements.yaml']);
    expect(dry.stderr).toContain('Nothing is written');
    const json = await adrgen([...args, '--dry-run', '--json'], { cwd, env });
    expect(Object.keys(tree(cwd))).toEqual(['requirements.yaml']);
    const { documents } = JSON.parse(json.stdout);

    const real = await adrgen([...args, '--json'], { cwd, env });
    const said = JSON.parse(real.stdout);
    expect(said).toMatchObject({ command: 'new', system: 'Order notifications', dryRun: false, exitCode: 0 });
    expect(said.documents).toHaveLength(documents.length);
    for (const { path, content } of documents) {
      expect(readFileSync(join(cwd, path), 'utf8')).toBe(content);
      expect(dry.stdout).toContain(`==> ${path} <==\n\n${content}`);
    }
    for (const document of said.documents) {
      expect(document).toMatchObject({
        action: 'create',
        path: expect.stringMatching(/^docs\/(adr|design)\//),
      });
      expect(document).not.toHaveProperty('content');
    }
  });
});

describe('--json', () => {
  test.each([
    ['a failure of the input', ['new', 'none.yaml'], 2],
    ['a failure of the command line', ['new', 'requirements.yaml', '--nope'], 2],
    ['an unknown command', ['nope'], 2],
    ['no command', [], 2],
    ['validate of a broken file', ['validate', 'broken.yaml'], 2],
    ['validate of a good file', ['validate', 'requirements.yaml'], 0],
  ])('%s: one object on stdout, nothing on stderr', async (_, args, code) => {
    const cwd = withRequirements();
    writeFileSync(join(cwd, 'broken.yaml'), 'system: [\n');
    const result = await adrgen([...args, '--json'], { cwd });
    expect([result.code, result.stderr]).toEqual([code, '']);
    expect(JSON.parse(result.stdout)).toMatchObject({ exitCode: code });
    expect(result.stdout).not.toContain(escapeCharacter);
  });

  test('the schema is one too', async () => {
    const { code, stdout } = await adrgen(['schema'], { cwd: withRequirements() });
    expect([code, JSON.parse(stdout).type]).toEqual([0, 'object']);
  });
});

describe('terminals', () => {
  const failing = `cd ${JSON.stringify('.')} && ${process.execPath} ${JSON.stringify(built('cli.js'))} new none.yaml`;
  const hasScript = spawnSync('script', ['--version']).status === 0;

  test('no colours where messages do not go to a terminal', async () => {
    const { stderr } = await adrgen(['new', 'none.yaml'], {
      cwd: withRequirements(),
      env: { FORCE_COLOR: '1' },
    });
    expect(stderr).toContain('error');
    expect(stderr).not.toContain(escapeCharacter);
  });

  test.skipIf(!hasScript)('colours on a terminal, and none with NO_COLOR', () => {
    const onTerminal = (env: NodeJS.ProcessEnv): string =>
      spawnSync('script', ['-qec', failing, '/dev/null'], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, ...env },
      }).stdout;
    expect(onTerminal({})).toContain(`${escapeCharacter}[`);
    expect(onTerminal({ NO_COLOR: '1' })).toContain('none.yaml');
    expect(onTerminal({ NO_COLOR: '1' })).not.toContain(escapeCharacter);
  });

  test('what a file says cannot steer the terminal', async () => {
    const cwd = withRequirements(
      small.replace('Order notifications', String.raw`"Orders\e[31m\e]0;title\a\u202E"`),
    );
    const { code, stdout, stderr } = await newWithoutImages(cwd);
    expect([0, 2]).toContain(code);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(`${stdout}${stderr}`).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
  });

  test('a reader that goes early is no error', () => {
    const shell = `${process.execPath} ${JSON.stringify(built('cli.js'))} schema | head -c 1; exit "\${PIPESTATUS[0]}"`;
    const { status, stderr } = spawnSync('bash', ['-c', shell], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});

test('a key in the environment is in no file and no output', async () => {
  const cwd = withRequirements();
  const secret = 'canary-7f3a91';
  // Nobody listens there.
  const nowhere = 'http://127.0.0.1:9';
  const env = {
    ANTHROPIC_API_KEY: secret,
    ANTHROPIC_AUTH_TOKEN: secret,
    ANTHROPIC_BASE_URL: nowhere,
  };
  const catalogue = ['new', 'requirements.yaml', '--architect', 'catalogue'];
  const outputs = [
    await adrgen([...catalogue, '--images', 'none'], { cwd, env }),
    await adrgen([...catalogue, '--images', 'none', '--json'], { cwd, env }),
    await adrgen(['new', 'none.yaml'], { cwd, env }),
    await adrgen([...catalogue, '--browser', '/bin/false'], { cwd, env }),
    await adrgen(['new', 'requirements.yaml', '--architect', 'claude', '--out', 'asked'], { cwd, env }),
  ];
  expect(outputs[0]?.code).toBe(0);
  expect(outputs[4]).toMatchObject({ code: 3, stderr: expect.stringContaining('127.0.0.1:9') });
  expect(JSON.stringify(outputs)).not.toContain(secret);
  for (const name of readdirSync(cwd, { recursive: true, encoding: 'utf8', withFileTypes: true }))
    if (name.isFile()) expect(readFileSync(join(name.parentPath, name.name), 'utf8')).not.toContain(secret);
});
