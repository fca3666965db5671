import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { repository } from './adrgen.ts';

it('links between pages of the documentation lead somewhere', () => {
  const listed = execFileSync('git', ['ls-files', 'README.md', 'docs/*.md'], {
    cwd: repository,
    encoding: 'utf8',
  });
  // Bases are copies of documents for comparison, not pages: their links hold where the document lies.
  const pages = listed
    .trim()
    .split('\n')
    .filter(page => !page.includes('/.adrgen/'));
  expect(pages).toContain('README.md');
  const broken = pages.flatMap(page => {
    const text = readFileSync(join(repository, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
    return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map(([, target = '']) => target)
      .filter(target => !existsSync(join(repository, dirname(page), decodeURI(target))))
      .map(target => `${page}: ${target}`);
  });
  expect(broken).toEqual([]);
});
