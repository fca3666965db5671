import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import puppeteer, { type Browser } from 'puppeteer';
import { type BrowserChoice, browserCandidates, browserMissing, type FoundBrowser } from './find.ts';
import { type Environment, withoutCredentials } from './places.ts';

/** A browser that runs. `stop` may be called twice. */
export type RunningBrowser = {
  readonly browser: Browser;
  readonly found: FoundBrowser;
  /** False where the sandbox could not be had: as root, or where the kernel gives none. */
  readonly sandboxed: boolean;
  readonly stop: () => Promise<void>;
};

/** Pixels of a PNG for each CSS pixel of its picture. */
export const pixelRatio = 2;
const startLimit = 30_000;
const profilePrefix = 'adrgen-browser-';

const browserArguments: readonly string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  // Text has the same width whatever hinting the machine is set to.
  '--font-render-hinting=none',
  // Text is measured as on a screen of that density; a page that is told so by emulation can forget it.
  `--force-device-scale-factor=${pixelRatio}`,
  '--window-size=1200,800',
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
];

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** A profile folder is named for the process that made it, so that what a killed one left can be told and removed. */
const freshProfile = (): string => {
  for (const name of readdirSync(tmpdir()).filter(name => name.startsWith(profilePrefix))) {
    const owner = Number.parseInt(name.slice(profilePrefix.length), 10);
    if (owner > 0 && !isAlive(owner)) removeProfile(join(tmpdir(), name));
  }
  return mkdtempSync(join(tmpdir(), `${profilePrefix}${process.pid}-`));
};

const removeProfile = (folder: string): void => {
  try {
    // The browser's processes may still be writing while they die.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // Someone else's, or held open on Windows: the next run tries again.
  }
};

/** Removes the folder until it stays away: a process that dies may write into it once more. */
const removeProfileForGood = async (folder: string): Promise<void> => {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    removeProfile(folder);
    await delay(30);
    if (!existsSync(folder)) return;
  }
};

/** Ends a browser with all its processes, at once. */
const kill = (browser: Browser): void => {
  const child = browser.process();
  if (!child?.pid) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
};

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs `cleanUp` when this process ends by itself or by a signal, whose usual effect stays; returns the undoing. */
const onEnd = (cleanUp: () => void): (() => void) => {
  const onSignal = (signal: NodeJS.Signals): void => {
    cleanUp();
    undo();
    // Nobody else listens: do what the signal would have done without us.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const undo = (): void => {
    process.off('exit', cleanUp);
    for (const signal of endings) process.off(signal, onSignal);
  };
  process.on('exit', cleanUp);
  for (const signal of endings) process.on(signal, onSignal);
  return undo;
};

const launch = async (
  found: FoundBrowser,
  env: Environment,
  profile: string,
  sandboxed: boolean,
): Promise<Browser> =>
  puppeteer.launch({
    executablePath: found.executable,
    headless: found.shell ? 'shell' : true,
    // With a pipe, the browser ends by itself when this process is killed.
    pipe: true,
    userDataDir: profile,
    defaultViewport: null,
    args: sandboxed ? [...browserArguments] : [...browserArguments, '--no-sandbox'],
    env: { ...env, ...found.env, TMPDIR: profile, HOME: env.HOME ?? profile },
    timeout: startLimit,
    protocolTimeout: 120_000,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });

const isRoot = (): boolean => process.getuid?.() === 0;

/** Without the sandbox only as root, who can have none, and where the browser starts no other way. */
const launchSandboxedIfPossible = async (found: FoundBrowser, env: Environment, profile: string) => {
  if (!isRoot()) {
    try {
      return { browser: await launch(found, env, profile, true), sandboxed: true };
    } catch (error) {
      if (process.platform !== 'linux') throw error;
    }
  }
  return { browser: await launch(found, env, profile, false), sandboxed: false };
};

/** Starts one browser with a fresh profile folder, which is removed when it stops or this process ends. */
const launchBrowser = async (found: FoundBrowser, env: Environment): Promise<RunningBrowser> => {
  const profile = freshProfile();
  let running: Browser | undefined;
  const end = (): void => {
    if (running) kill(running);
    removeProfile(profile);
  };
  const forget = onEnd(end);
  try {
    const { browser, sandboxed } = await launchSandboxedIfPossible(found, env, profile);
    running = browser;
    const stop = async (): Promise<void> => {
      await Promise.race([browser.close().catch(() => undefined), delay(3_000, undefined, { ref: false })]);
      end();
      await removeProfileForGood(profile);
      forget();
    };
    return { browser, found, sandboxed, stop };
  } catch (error) {
    await removeProfileForGood(profile);
    forget();
    throw error;
  }
};

const firstLines = (text: string): string => text.trim().split('\n').slice(0, 2).join(' ');

/** What a browser that cannot run at all says: a library that is missing, for instance. Empty where it can. */
const complaintOf = (found: FoundBrowser, env: Environment): string => {
  const trial = spawnSync(found.executable, ['--version'], {
    env: { ...env, ...found.env },
    encoding: 'utf8',
    timeout: 5_000,
  });
  return trial.status === 0 ? '' : firstLines(trial.error?.message ?? trial.stderr);
};

/** Starts a browser, and once more where it can run yet died while it started: killed, or out of memory. */
const launchTwice = async (found: FoundBrowser, env: Environment): Promise<RunningBrowser> => {
  try {
    return await launchBrowser(found, env);
  } catch (error) {
    const complaint = complaintOf(found, env);
    if (complaint !== '') throw new Error(complaint, { cause: error });
    return launchBrowser(found, env);
  }
};

/**
 * Starts the first browser of this machine that starts. Throws a `browser-missing` problem that names each one
 * tried and why it did not start.
 */
export const startBrowser = async (choice: BrowserChoice, all: Environment): Promise<RunningBrowser> => {
  const env = withoutCredentials(all);
  const tried: string[] = [];
  for await (const found of browserCandidates(choice, env)) {
    try {
      return await launchTwice(found, env);
    } catch (error) {
      tried.push(`${found.executable} (${found.origin}): ${firstLines((error as Error).message)}`);
    }
  }
  throw browserMissing(
    tried.length === 0
      ? 'No browser was found, and diagrams are drawn by one.'
      : 'No browser could be started:',
    tried,
  );
};
