import { answerTo } from './answers/answer.ts';
import { help, settingsOf } from './command-line.ts';
import { startModelServer } from './server.ts';

/** Runs until it is interrupted. Started by run.mjs. */
export const main = async (words: readonly string[]): Promise<void> => {
  const settings = settingsOf(words);
  if (settings === 'help') {
    process.stdout.write(help);
    return;
  }
  const server = await startModelServer({ ...settings, mind: answerTo });
  process.stdout.write(`${server.url}\n`);
  process.stderr.write(
    `Ready. In another terminal:\n  ANTHROPIC_BASE_URL=${server.url} ANTHROPIC_API_KEY=${settings.key ?? 'any-key'} node dist/cli.js new docs/examples/order-notifications/requirements.yaml --architect claude --out /tmp/order-notifications\n`,
  );
  const stop = (): void => {
    server.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
};
