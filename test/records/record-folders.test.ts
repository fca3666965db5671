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
  expect(foldersSaid({ ...none, ...said })).toEqual(folders);
});

test.each([
  ['docs/adr', true],
  ['services/a/decisions', true],
  ['docs', false],
  ['docs/adrift', false],
])('%s is kept for records: %s', (path, isOne) => {
  expect(isRecordFolder(path)).toBe(isOne);
});
