import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endingOf,
  regionMarkers,
  regionsIn,
  withBody,
  withRegion,
} from '../../../src/records/log/marked-region.ts';

const kinds = ['index', 'graph', 'adr-log'] as const;
const only = (text: string, path = 'README.md') => regionsIn(text, path, kinds);

describe('a marked region', () => {
  it.each(kinds)('of the kind %s is found with its offsets', kind => {
    const { start, stop } = regionMarkers[kind];
    const text = `# Log\n\n${start}\nold\n${stop}\nend\n`;
    expect(only(text)).toEqual([{ kind, from: text.indexOf('old'), to: text.indexOf(stop), body: 'old\n' }]);
  });

  it('is not one in fenced code, where it is an example', () => {
    expect(only('```md\n<!-- adrgen:index -->\n<!-- /adrgen:index -->\n```\n')).toEqual([]);
    expect(only('~~~~\n<!-- adrlog -->\n~~~\n<!-- adrlogstop -->\n~~~~\n')).toEqual([]);
  });

  it('that does not end is a problem with its line', () => {
    expect(() => only('# Log\n\n<!-- adrlog -->\nall that follows\n')).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ code: 'open-region', place: { file: 'README.md', line: 3 } })],
      }),
    );
    expect(() => only('<!-- adrgen:index -->\n<!-- adrgen:index -->\n<!-- /adrgen:index -->\n')).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code: 'open-region' })] }),
    );
  });

  it('takes another body, and every other byte stays', () => {
    const pieces = fc.stringMatching(/^[a-z#|>\- \t\u00e9\u{1F600}]{0,12}$/u);
    const lines = fc.array(pieces, { maxLength: 6 });
    fc.assert(
      fc.property(lines, lines, lines, fc.constantFrom('\n', '\r\n'), (before, inner, after, ending) => {
        const { start, stop } = regionMarkers.index;
        const head = ['\uFEFFtitle', ...before, start].join(ending);
        const tail = [stop, ...after].join(ending);
        const text = [head, ...inner, tail].join(ending);
        const [region] = only(text);
        if (region === undefined) throw new Error('no region is found');
        const next = withBody(text, region, '| a |\n| - |\n');
        expect(next.startsWith(head)).toBe(true);
        expect(next.endsWith(tail)).toBe(true);
        const [again] = only(next);
        expect(again?.body.trim().replaceAll('\r\n', '\n')).toBe('| a |\n| - |');
        expect(withBody(next, again ?? region, '| a |\n| - |\n')).toBe(next);
        if (inner.length + before.length + after.length > 0) expect(endingOf(next)).toBe(ending);
      }),
    );
  });

  it('is appended behind what stands there, with its line ending', () => {
    expect(withRegion('# Log', 'index', 'x')).toBe(
      '# Log\n\n<!-- adrgen:index -->\n\nx\n\n<!-- /adrgen:index -->\n',
    );
    expect(withRegion('# Log\r\n', 'index', 'x')).toBe(
      '# Log\r\n\r\n<!-- adrgen:index -->\r\n\r\nx\r\n\r\n<!-- /adrgen:index -->\r\n',
    );
    expect(withRegion('', 'graph', 'x').startsWith('<!-- adrgen:graph -->\n')).toBe(true);
  });
});
