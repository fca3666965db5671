import { describe, expect, it } from 'vitest';
import { credentialsOf, hasCredentials, redactor } from '../../../src/io/model-service/credentials.ts';
import { Problem } from '../../../src/model/problem.ts';

const key = 'sk-ant-0123456789-abcdefghij';

describe('credentials', () => {
  it.each([
    [{ ANTHROPIC_API_KEY: key }, 'ANTHROPIC_API_KEY', 'https://api.anthropic.com', 'api.anthropic.com'],
    [
      { ANTHROPIC_API_KEY: key, ANTHROPIC_AUTH_TOKEN: 'x' },
      'ANTHROPIC_API_KEY',
      'https://api.anthropic.com',
      'api.anthropic.com',
    ],
    // As Ollama's own page has it.
    [
      { ANTHROPIC_AUTH_TOKEN: 'ollama', ANTHROPIC_API_KEY: '', ANTHROPIC_BASE_URL: 'http://localhost:11434' },
      'ANTHROPIC_AUTH_TOKEN',
      'http://localhost:11434',
      'localhost:11434',
    ],
    [
      { ANTHROPIC_API_KEY: ` ${key}\n`, ANTHROPIC_BASE_URL: 'https://gateway.example/anthropic/' },
      'ANTHROPIC_API_KEY',
      'https://gateway.example/anthropic',
      'gateway.example',
    ],
  ])('%o', (env, kind, baseUrl, host) => {
    const found = credentialsOf(env);
    expect([found.kind, found.baseUrl, found.host]).toEqual([kind, baseUrl, host]);
    expect(found.secret).toBe(found.secret.trim());
    expect(hasCredentials(env)).toBe(true);
  });

  it.each([
    ['none', {}, 'no-credentials', 3],
    ['blank ones', { ANTHROPIC_API_KEY: ' ', ANTHROPIC_AUTH_TOKEN: '' }, 'no-credentials', 3],
    ['two lines', { ANTHROPIC_API_KEY: `${key}\n${key}` }, 'wrong-key', 3],
    ['a key in quotes that are not ASCII', { ANTHROPIC_API_KEY: `“${key}”` }, 'wrong-key', 3],
    [
      'an address that ends in /v1',
      { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: 'http://localhost:8000/v1/' },
      'bad-base-url',
      2,
    ],
    ['no address', { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: 'localhost' }, 'bad-base-url', 2],
    [
      'another protocol',
      { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: 'file:///etc/passwd' },
      'bad-base-url',
      2,
    ],
    [
      'a password in the address',
      { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: `http://me:${key}@localhost` },
      'bad-base-url',
      2,
    ],
  ])('%s', (_, env, code, exitCode) => {
    let thrown: unknown;
    try {
      credentialsOf(env);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Problem);
    const problem = thrown as Problem;
    expect([problem.issues[0]?.code, problem.exitCode]).toEqual([code, exitCode]);
    expect(JSON.stringify(problem.issues)).not.toContain(key);
  });

  it('says what an address that ends in /v1 should be', () => {
    expect(() =>
      credentialsOf({ ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: 'http://localhost:8000/v1' }),
    ).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ expected: 'http://localhost:8000: /v1/messages is added to it' })],
      }),
    );
  });
});

it('keys are taken out of texts, those in headers of one’s own as well', () => {
  const redact = redactor({
    ANTHROPIC_API_KEY: key,
    ANTHROPIC_CUSTOM_HEADERS: 'x-team: a\nx-gateway-key: Basic abcdefghijkl',
  });
  expect(redact(`your key ${key} and Basic abcdefghijkl, team a`)).toBe('your key [key] and [key], team a');
  expect(redactor({ ANTHROPIC_AUTH_TOKEN: 'ollama' })('ollama runs')).toBe('ollama runs');
});
