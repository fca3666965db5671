/** Where a piece of text lands in the Markdown that is being written. */
export type TextPlace = {
  /** The character of output before it: `\n` at the start of a paragraph, `''` where unknown. */
  readonly before: string;
  readonly after: string;
  readonly inHeading: boolean;
  readonly inCell: boolean;
  /** Inside the brackets of a link or an image. */
  readonly inLabel: boolean;
  /** In no list and no block quote, where MDX reads `import` and `export`. */
  readonly atRoot: boolean;
  /** Inside `<code>` and `</code>`. */
  readonly inTags: boolean;
  /** The plain text of the whole paragraph, heading or cell: some characters only matter in pairs. */
  readonly block: string;
};

/** Characters that mean something to at least one reader of Markdown, and where they do. */
type Hazard = { readonly pattern: RegExp; readonly applies?: (place: TextPlace) => boolean };

/** Every reader: CommonMark, GitHub, MDX (`<` and `{`), Vue (`{{`), Python-Markdown. */
const anywhere: readonly Hazard[] = [
  { pattern: /[<{`\uFEFF]/g },
  { pattern: /&(?=#?[0-9A-Za-z]+;)/g },
  // The two characters at the end may become entities when emphasis follows.
  { pattern: /\\(?=[!-/:-@[-`{-~\n\uFEFF]|.{0,2}$)/gs },
  // Kept as it is between words only: `a * b`.
  { pattern: /(?<![\p{L}\p{N}] )\*|\*(?! [\p{L}\p{N}])/gu },
  // Kept as it is inside a word: `snake_case`.
  { pattern: /(?<![\p{L}\p{N}_])_+|(?<!_)_+(?![\p{L}\p{N}_])/gu },
  { pattern: /(?<=^[*_~].)_+|(?<!_)_+(?=.[*_~]$)/gsu },
  // Kept as it is where it can only open, never close: `~50 ms`.
  { pattern: /(?<![ \n])~|~(?![\p{L}\p{N}])/gu },
  // Kept as it is around one plain label: `items[0]`, `string[]`, `see [FR-1]`.
  {
    pattern: /\[(?![\p{L}\p{N}_.,\- ]*\](?!\s?[([:]))|(?<=[\n[\]!])\[/gu,
  },
  { pattern: /!(?=\[$)/g },
  // Emoji: short codes and what markdown-it reads as a face.
  { pattern: /:(?=(?:[\w+-]{0,40}[a-z][\w+-]{0,40}|100|1234|[+-]1):)/g },
  { pattern: /(?<![\p{L}\p{N}])[:;](?=[-']?[()|/\\DPpOoSsZz*@$#X,"](?![\p{L}\p{N}]))/gu },
  // `//host.tld`, which markdown-it links.
  { pattern: /(?<![:/\p{L}\p{N}])\/(?=\/[\p{L}\p{N}])/gu },
];

/** At the start of a line of a paragraph: whatever begins a block there. */
const atLineStart: readonly Hazard[] = [
  // Python-Markdown reads `#word` as a heading too.
  { pattern: /(?<=\n)[#>|]/g },
  { pattern: /(?<=\n)\+(?=\s|$)/g },
  { pattern: /(?<=\n)-(?=[\s:|-]|$)/g },
  { pattern: /(?<=\n)=(?==*[ \t]*(?:\n|$)|==)/g },
  { pattern: /(?<=\n\d+)[.)](?=\s|$)/g },
  // Containers (`:::`), directives, definition lists, delimiter rows of tables.
  { pattern: /(?<=\n):(?=[\s:-]|$)/g },
  // Admonitions of Python-Markdown.
  { pattern: /(?<=\n)(?:!(?=!!)|\?(?=\?\?))/g },
  { pattern: /(?<=\n)[ie](?=(?:mport|xport)(?:\s|$))/g, applies: place => place.atRoot },
];

const atEdges: readonly Hazard[] = [
  { pattern: /(?<=\n|^[\n ])[ \t]|[ \t](?=\n|[\n ]$)/g },
  { pattern: /(?<!#)#+(?=\n$)/g, applies: place => place.inHeading },
  { pattern: /\|/g, applies: place => place.inCell },
  { pattern: /[[\]]/g, applies: place => place.inLabel },
  // In a bare address readers would not decode entities.
  { pattern: /(?<=:)\/(?=\/)|(?<=www)\.|@/gi, applies: place => place.inTags },
];

/** Whether the last closing mark stands after the first opening one. */
const isPaired = (block: string, opening: RegExp, closing: RegExp): boolean => {
  const open = block.search(opening);
  const close = [...block.matchAll(closing)].at(-1)?.index ?? -1;
  return open !== -1 && close > open;
};

/** Extensions that some sites switch on; these only mean something in pairs. */
const inPairs: readonly Hazard[] = [
  { pattern: /\$/g, applies: ({ block }) => isPaired(block, /\$(?!\s)/g, /(?<!\s)\$/g) },
  { pattern: /\^/g, applies: ({ block }) => isPaired(block, /\^/g, /\^/g) },
  { pattern: /=(?==)/g, applies: ({ block }) => isPaired(block, /={2,}/g, /={2,}/g) },
  { pattern: /\+(?=\+)/g, applies: ({ block }) => /\+\+[\w+-]+\+\+/.test(block) },
];

const hazards: readonly Hazard[] = [...anywhere, ...atLineStart, ...atEdges, ...inPairs];

/** What CommonMark and Python-Markdown both read after a backslash, and people know by sight. */
const backslashed = /[\\*_#+\-.]/;

const named: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

const encode = (character: string): string =>
  backslashed.test(character)
    ? `\\${character}`
    : (named[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`);

/**
 * Text as Markdown that GitHub, VitePress, Docusaurus, Starlight and MkDocs show letter for letter.
 * Only characters that would be read as something else where they stand are encoded, as entities
 * unless the backslash is understood everywhere.
 */
export const escapeText = (value: string, place: TextPlace): string => {
  const offset = place.before.length;
  const subject = place.before + value + place.after;
  const unsafe = new Set<number>();
  for (const { pattern, applies } of hazards) {
    if (applies && !applies(place)) continue;
    for (const match of subject.matchAll(pattern))
      for (let index = 0; index < match[0].length; index += 1) unsafe.add(match.index + index - offset);
  }
  let text = '';
  for (let index = 0; index < value.length; index += 1) {
    const character = value.charAt(index);
    text += unsafe.has(index) ? encode(character) : character;
  }
  return text;
};
