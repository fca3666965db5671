import fc from 'fast-check';
import type { Nodes } from 'mdast';

/** What breaks one docs site or another, or starts something in Markdown. */
const fragments = [
  ...'<>{}&[]()|\\`*_~^$#+-=:;!?.,"\'/@%\t\n ab1é漢\u00A0\uE000\uE001\uFEFF\u200B',
  ...['😀', '  ', '{{', '}}', '${{', '<br>', '<!--', '-->', '<code>', '</code>', '<a href="javascript:x">'],
  ...[
    'import ',
    'export ',
    ':::',
    ':smile:',
    ':)',
    '[[',
    ']]',
    '](',
    ']: ',
    '[^1]',
    '[ ] ',
    '[x]',
    '![',
    '[a](b)',
  ],
  ...[
    '1. ',
    '12) ',
    '- ',
    '* ',
    '+ ',
    '# ',
    '> ',
    '---',
    '===',
    '***',
    '```',
    '~~~',
    '$$',
    '| a |',
    '--- | ---',
  ],
  ...[
    'https://x.com',
    'http://',
    'www.',
    'www.x.com',
    'a.b@c.de',
    'mailto:',
    '//x.y',
    '&amp;',
    '&copy;',
    '&#x41;',
  ],
  ...['==', '++', '\\(', '\\[', '!!! note', '??? x', '<50ms', 'R&D', 'snake_case', '__init__', 'word'],
];

export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...fragments) }, fc.string({ unit: 'binary' })), {
    maxLength: 7,
  })
  .map(parts => parts.join(''));

/** All text of a tree, code and descriptions of images included, as people read it. */
export const readText = (node: Nodes): string => {
  if (node.type === 'html') return /^<\/?code>$/.test(node.value) ? '' : node.value;
  if (node.type === 'image') return node.alt ?? '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(child => readText(child)).join('') : '';
};
