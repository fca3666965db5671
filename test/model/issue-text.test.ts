import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIssue, placeText } from '../../src/model/issue-text.ts';

const issue = {
  code: 'unknown-key',
  message: '"teem" is not a key of the file',
  place: { file: 'r.yaml', line: 10, column: 3 },
  source: '  teem: { size: 6 }',
  expected: 'one of team',
  received: '"teem"',
  hint: 'Did you mean team?',
};
const plain = (more: object): string => formatIssue({ ...issue, ...more }, { colour: false });
/** The character of the printed line that the caret stands under. */
const underCaret = (text: string): string | undefined => {
  const lines = text.split('\n');
  const caret = lines.findIndex(line => /^ *\| *\^$/.test(line));
  return lines[caret - 1]?.charAt(lines[caret]?.indexOf('^') ?? -1);
};

describe('formatIssue', () => {
  it('prints place, line, caret, expectation and hint', () => {
    expect(plain({})).toBe(
      [
        'r.yaml:10:3: error [unknown-key] "teem" is not a key of the file',
        '10 |   teem: { size: 6 }',
        '   |   ^',
        '   = expected: one of team',
        '   = received: "teem"',
        '   = hint: Did you mean team?',
      ].join('\n'),
    );
  });

  it('does with what there is', () => {
    expect(formatIssue({ code: 'x', message: 'y' }, { colour: false })).toBe('error [x] y');
    expect(placeText({ file: 'r.yaml' })).toBe('r.yaml');
    expect(plain({ source: '  ' })).not.toContain('|');
  });

  it('colours only on demand, and says the same', () => {
    const coloured = formatIssue(issue, { colour: true });
    expect(coloured).not.toBe(plain({}));
    const escapeCharacter = String.fromCharCode(27);
    expect(
      coloured

        .split(escapeCharacter)
        .map((part, index) => (index === 0 ? part : part.replace(/^\[\d+m/, '')))
        .join(''),
    ).toBe(plain({}));
  });

  it('cuts long lines around the column', () => {
    const source = `${'a'.repeat(5000)}!${'b'.repeat(5000)}`;
    const printed = plain({ source, place: { file: 'r.yaml', line: 1, column: 5001 } });
    expect(printed.split('\n')[1]?.length).toBeLessThan(120);
    expect(underCaret(printed)).toBe('!');
  });

  it('points past tabs and wide characters', () => {
    expect(underCaret(plain({ source: '\tab: !', place: { file: 'r', line: 1, column: 6 } }))).toBe('!');
    const wide = plain({ source: '名前: !', place: { file: 'r', line: 1, column: 5 } }).split('\n')[2];
    expect(wide).toBe(`  | ${' '.repeat(6)}^`);
  });

  it('lets nothing through that steers a terminal, whatever the user wrote', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, fc.nat(300), (message, source, file, column) => {
        const printed = plain({
          message,
          source,
          received: message,
          hint: source,
          place: { file, line: 7, column },
        });
        expect(printed).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
        expect(printed.split('\n').length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
