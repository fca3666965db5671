import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Environment } from './places.ts';

/** A browser brought by the optional npm package, unpacked, with what it needs to start on a bare machine. */
export type PackagedBrowser = { readonly executable: string; readonly env: Readonly<Record<string, string>> };

const packageName = '@sparticuz/chromium';
/** Changes whenever what we put beside the browser changes, so that an older folder is not taken for a new one. */
const layout = 'a';

const require = createRequire(import.meta.url);

/** The package's entry file and version, or undefined where it was not installed. */
const installedPackage = (): { readonly entry: string; readonly version: string } | undefined => {
  try {
    // The package exports no package.json: look for the folder that holds it.
    const entry = require.resolve(packageName);
    const root = entry.slice(0, entry.lastIndexOf('chromium') + 'chromium'.length);
    const { version } = require(join(root, 'package.json')) as { version: string };
    return { entry: join(root, 'build/esm/index.js'), version };
  } catch {
    return undefined;
  }
};

/** Folders that may keep the unpacked browser (about 210 MB), best first. */
const cacheFolders = (env: Environment): readonly string[] => {
  const { XDG_CACHE_HOME: cache, HOME: home } = env;
  return [
    ...(cache ? [join(cache, 'adrgen')] : []),
    ...(home ? [join(home, '.cache', 'adrgen')] : []),
    join(tmpdir(), `adrgen-${userInfo().uid}`),
  ];
};

const fontsConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <dir>~/.fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;

/**
 * Runs the package's own unpacking in a process whose temp folder is ours: it unpacks to a fixed place in the
 * temp folder, and brings its libraries only where it believes to be in AWS Lambda.
 */
const unpackInto = (folder: string, entry: string, env: Environment): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = `import(${JSON.stringify(pathToFileURL(entry).href)}).then(m => m.default.executablePath())`;
    const child = spawn(process.execPath, ['-e', script], {
      env: { PATH: env.PATH, TMPDIR: folder, HOME: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', chunk => {
      errors += String(chunk);
    });
    child.on('error', reject);
    child.on('close', code =>
      code === 0 ? resolve() : reject(new Error(errors.trim().split('\n').at(-1) || `exit code ${code}`)),
    );
  });

const unpackedIn = (folder: string): PackagedBrowser => ({
  executable: join(folder, 'chromium'),
  env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: folder },
});

const abandonedAfter = 10 * 60_000;

/** Removes what a killed run left half unpacked beside the final folder. */
const removeAbandoned = (folder: string): void => {
  for (const name of readdirSync(dirname(folder)).filter(name => name.startsWith(`${basename(folder)}.`))) {
    const path = join(dirname(folder), name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > abandonedAfter) rmSync(path, { recursive: true, force: true });
  }
};

/** Unpacks beside the final folder and renames, so that neither a second run nor a kill leaves half a browser. */
const unpack = async (folder: string, entry: string, env: Environment): Promise<void> => {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  removeAbandoned(folder);
  const staging = mkdtempSync(`${folder}.`);
  try {
    await unpackInto(staging, entry, env);
    writeFileSync(join(staging, 'fonts.conf'), fontsConfiguration(folder));
    try {
      renameSync(staging, folder);
    } catch (error) {
      // Another run was quicker: its folder is as good as ours.
      if (!existsSync(join(folder, 'chromium'))) throw error;
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
};

/**
 * The browser of the optional package `@sparticuz/chromium`, unpacked once into a versioned cache folder.
 * Undefined where the package is not installed or has no build for this platform (it has Linux x64 only).
 * Throws when no folder can hold it.
 */
export const packagedBrowser = async (env: Environment): Promise<PackagedBrowser | undefined> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const found = installedPackage();
  if (!found) return undefined;
  const folders = cacheFolders(env).map(folder => join(folder, `chromium-${found.version}-${layout}`));
  const ready = folders.find(folder => existsSync(join(folder, 'chromium')));
  if (ready) return unpackedIn(ready);
  let reason: unknown;
  for (const folder of folders) {
    try {
      await unpack(folder, found.entry, env);
      return unpackedIn(folder);
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
};
