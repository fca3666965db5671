import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cacheFolder, cacheSize, openCache } from '../../../src/io/pictures/cache.ts';
import { createDraw } from '../../../src/io/pictures/draw.ts';
import { houseLook } from '../../../src/io/pictures/look.ts';

const folder = mkdtempSync(join(tmpdir(), 'adrgen-cache-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const noBrowser = '/no/such/browser';
const picture = { name: 'one', source: 'flowchart LR\n  A --> B\n' };

test('what was drawn once is drawn by no browser again, byte for byte', async () => {
  const env = { ...process.env, ADRGEN_PICTURE_CACHE: join(folder, 'pictures') };
  const first = createDraw({ env });
  const drawn = await first.draw([picture]);
  await first.close();
  expect(drawn).toMatchObject([{ ok: true }]);
  const second = createDraw({ env, browser: noBrowser });
  const [again, renamed] = await second.draw([
    picture,
    { name: 'two', source: 'flowchart LR\r\n  A --> B\r\n' },
  ]);
  expect(again?.ok && { ...again, png: Buffer.from(again.png) }).toEqual(
    drawn[0]?.ok && { ...drawn[0], png: Buffer.from(drawn[0].png) },
  );
  expect(renamed).toMatchObject({ ok: true, name: 'two' });

  const others = [
    { ...houseLook, config: { ...houseLook.config, theme: 'dark' } },
    { ...houseLook, card: null },
    { ...houseLook, css: '.node { opacity: 0.5 }' },
    { ...houseLook, scale: 3 },
    { ...houseLook, houseFont: false },
    { ...houseLook, page: { width: 500, height: 500 } },
  ];
  for (const look of others)
    await expect(createDraw({ env, browser: noBrowser, look }).draw([picture])).rejects.toThrow('No browser');
  await expect(createDraw({ env, browser: noBrowser, plainMermaid: true }).draw([picture])).rejects.toThrow(
    'No browser',
  );
  await expect(createDraw({ env, browser: noBrowser, cache: false }).draw([picture])).rejects.toThrow(
    'No browser',
  );
  await expect(second.draw([{ ...picture, source: `${picture.source}  B --> C\n` }])).rejects.toThrow(
    'No browser',
  );
});

test('a picture that is not whole is none', () => {
  const own = join(folder, 'damaged');
  const cache = openCache(own);
  cache.write('a', '<svg/>');
  expect(cache.read('a')?.toString()).toBe('<svg/>');
  writeFileSync(join(own, 'a'), `${'0'.repeat(64)}<svg/>`);
  expect(cache.read('a')).toBeUndefined();
  writeFileSync(join(own, 'a'), '');
  expect(cache.read('a')).toBeUndefined();
});

test('the pictures that were not used for longest make room', () => {
  const own = join(folder, 'full');
  const cache = openCache(own, 1_000);
  for (let index = 0; index < 12; index += 1) {
    cache.write(`k${index}`, 'x'.repeat(36));
    const day = new Date(2026, 0, 1 + ((index + 6) % 12));
    utimesSync(join(own, `k${index}`), day, day);
  }
  cache.trim();
  expect(readdirSync(own).sort()).toEqual(['k1', 'k2', 'k3', 'k4', 'k5'].sort());
  expect(cacheSize(own)).toEqual({ pictures: 5, bytes: 500 });
});

test.runIf(process.platform !== 'win32')('a folder that others may write to holds nothing of ours', () => {
  const own = join(folder, 'open');
  mkdirSync(own);
  chmodSync(own, 0o777);
  writeFileSync(join(own, 'a'), 'planted');
  const cache = openCache(own);
  cache.write('b', '<svg/>');
  expect(cache.read('a')).toBeUndefined();
  expect(readdirSync(own)).toEqual(['a']);
});

test('lies in the cache folder of the user, or where the environment says', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/x', HOME: '/h' })).toBe(join('/x', 'adrgen', 'pictures'));
  expect(cacheFolder({ HOME: '/h' })).toBe(join('/h', '.cache', 'adrgen', 'pictures'));
  expect(cacheFolder({ ADRGEN_PICTURE_CACHE: '/own', HOME: '/h' })).toBe('/own');
  expect(cacheFolder({ ADRGEN_PICTURE_CACHE: 'off', HOME: '/h' })).toBeUndefined();
  expect(cacheFolder({})).toContain('adrgen-pictures-');
});
