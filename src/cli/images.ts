import type { ImageFormat } from '../commands/publish-pictures.ts';
import { problem } from '../model/problem.ts';

/** `--images` or another flag: none or more formats, each once, SVG first. Throws a Problem for anything else. */
export const imagesOf = (text: string, flag = '--images'): ImageFormat[] => {
  const names = text.split(',').map(name => name.trim());
  if (names.length === 1 && names[0] === 'none') return [];
  const known = names.filter((name): name is ImageFormat => name === 'svg' || name === 'png');
  if (known.length < names.length) {
    throw problem({
      code: 'usage',
      message: `${flag} ${text}`,
      expected: 'svg, png, svg,png or none',
      received: text,
    });
  }
  return [...new Set(known)].sort().reverse();
};
