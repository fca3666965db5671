/** Plain text for a terminal: lines of at most 80 columns, in cells that stand below each other. */

export const pageWidth = 80;

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;
const mute = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns that a text takes in a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (mute.test(one) ? 0 : wide.test(one) ? 2 : 1), 0);

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Lines of at most `width` columns; a word that is longer stands alone on its line. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).filter(one => one !== '')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
};

/** A text behind a head: `- `, `   ++ cost  `; the lines that follow stand below its first word. */
export const hung = (head: string, text: string): readonly string[] => {
  const indent = widthOf(head);
  return wrapped(text, Math.max(24, pageWidth - indent)).map((line, index) =>
    `${index === 0 ? head : ' '.repeat(indent)}${line}`.trimEnd(),
  );
};

export const bullets = (texts: readonly string[]): readonly string[] =>
  texts.flatMap(text => hung('  - ', text));

/** A section with its title; nothing where it has no lines. */
export const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', ...wrapped(title, pageWidth), ...lines];

const gap = '  ';

/**
 * Rows of cells in columns; the last column takes what is left of the line and is wrapped there. Columns but the
 * last are as wide as their widest cell, and no wider than `most`.
 */
export const table = (rows: readonly (readonly string[])[], indent = '  ', most = 26): readonly string[] => {
  const columns = Math.max(0, ...rows.map(row => row.length - 1));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.min(most, Math.max(0, ...rows.map(row => (at < row.length - 1 ? widthOf(row[at] ?? '') : 0)))),
  );
  return rows.flatMap(row => {
    const cells = row.slice(0, -1).map((cell, at) => wrapped(cell, widths[at] ?? most));
    const rest = Math.max(20, pageWidth - indent.length - widths.reduce((sum, one) => sum + one + 2, 0));
    const all = [...cells, wrapped(row.at(-1) ?? '', rest)];
    const height = Math.max(...all.map(cell => cell.length));
    return Array.from({ length: height }, (_, line) =>
      (
        indent +
        all
          .map((cell, at) =>
            at === all.length - 1 ? (cell[line] ?? '') : padded(cell[line] ?? '', widths[at] ?? 0),
          )
          .join(gap)
      ).trimEnd(),
    );
  });
};

/** Cells of a grid: the first column to the left, the others in the middle of columns of one width. */
export const grid = (rows: readonly (readonly string[])[], column: number): readonly string[] => {
  const first = Math.max(0, ...rows.map(([head = '']) => widthOf(head)));
  const centred = (text: string): string =>
    padded(' '.repeat(Math.floor((column - widthOf(text)) / 2)) + text, column);
  return rows.map(([head = '', ...cells]) =>
    `  ${padded(head, first)}  ${cells.map(centred).join(' ')}`.trimEnd(),
  );
};
