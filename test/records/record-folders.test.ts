import { expect, test } from 'vitest';
import { foldersSaid, isRecordFolder } from '../../src/records/record-folders.ts';

const none = { adrTools: null, log4brains: null, dotnet: null };

test.each([
  [{ adrTools: 'doc/adr\n' }, ['doc/adr']],
  [{ adrTools: './records/\r\n' }, ['records']],
  [{ adrTools: '../outside' }, []],
  [{ adrTools: '/etc' }, []],
  [
    {
      log4brains:
        'project:\n  adrFolder: ./docs/adr # all\n  packages:\n    - name: a\n      adrFolder: "a/adr"\n',
    },
    ['docs/adr', 'a/adr'],
  ],
  [{ dotnet: '{ "path": "./docs/adr" }' }, ['docs/adr']],
  [{}, []],
])('%j says %j', (said, folders) => {
  expect(foldersSaid({ ...none, ...said }).map(({ path }) => path)).toEqual(folders);
});

test('a configuration speaks from its own folder, and log4brains names packages', () => {
  const log4brains =
    'project:\n  name: all\n  adrFolder: ../adr\n  packages:\n    - name: shop\n      path: ./shop\n      adrFolder: ./shop/adr\n';
  expect(foldersSaid({ ...none, base: 'services/a', adrTools: '../../docs/adr\n', log4brains })).toEqual([
    { path: 'docs/adr', package: null, log4brains: false },
    { path: 'services/adr', package: null, log4brains: true },
    { path: 'services/a/shop/adr', package: 'shop', log4brains: true },
  ]);
  expect(foldersSaid({ ...none, base: 'a', adrTools: '../../outside' })).toEqual([]);
});

test.each([
  ['docs/adr', true],
  ['services/a/decisions', true],
  ['docs', false],
  ['docs/adrift', false],
])('%s is kept for records: %s', (path, isOne) => {
  expect(isRecordFolder(path)).toBe(isOne);
});
