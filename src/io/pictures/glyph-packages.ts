/** Scripts that the house font lacks, and the package that has them: Debian's name, and what to do elsewhere. */
const packages: readonly {
  readonly characters: RegExp;
  readonly script: string;
  readonly debian: string;
  readonly family: string;
}[] = [
  {
    characters:
      /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Bopomofo}/u,
    script: 'Chinese, Japanese or Korean',
    debian: 'fonts-noto-cjk',
    family: 'Noto Sans CJK',
  },
  {
    characters: /\p{Emoji_Presentation}|\p{Regional_Indicator}/u,
    script: 'emoji',
    debian: 'fonts-noto-color-emoji',
    family: 'Noto Color Emoji',
  },
  ...[
    'Arabic',
    'Hebrew',
    'Devanagari',
    'Bengali',
    'Tamil',
    'Telugu',
    'Thai',
    'Georgian',
    'Armenian',
    'Ethiopic',
  ].map(script => ({
    characters: new RegExp(`\\p{Script=${script}}`, 'u'),
    script,
    debian: 'fonts-noto-core',
    family: `Noto Sans ${script}`,
  })),
];

const other = { script: 'other characters', debian: 'fonts-noto-core fonts-noto-extra', family: 'Noto Sans' };

/**
 * One line for each script among the characters that have no glyph: what to install. In the order of the
 * characters, each line once; no line for no character.
 */
export const glyphHints = (characters: readonly string[]): readonly string[] => {
  const hint = ({ script, debian, family }: typeof other): string =>
    `${script}: apt-get install ${debian}, or install the font ${family} (macOS: double-click it; fonts.google.com/noto)`;
  const needed = characters.map(
    character => packages.find(entry => entry.characters.test(character)) ?? other,
  );
  return [...new Set(needed.map(hint))];
};
