const allowedSchemes = new Set(['http', 'https', 'mailto']);

/**
 * An address that may stand in a document: a path relative to it, `#anchor`, http(s) or, for a link,
 * mailto. Percent-encodes what would end the address or be read as structure. Idempotent.
 *
 * @returns undefined for every other address (`javascript:`, `//host`, `/rooted`, empty).
 */
export const portableAddress = (address: string, use: 'link' | 'image'): string | undefined => {
  const trimmed = address.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    if (!allowedSchemes.has(scheme) || (use === 'image' && scheme === 'mailto')) return undefined;
    if (scheme !== 'mailto' && !/^https?:\/\/[^/]/i.test(trimmed)) return undefined;
  } else if (trimmed === '' || /^[/\\]/.test(trimmed) || /^[^/#?]*:/.test(trimmed)) {
    return undefined;
  }
  if (use === 'image' && trimmed.startsWith('#')) return undefined;
  return trimmed.replace(/[\s<>()[\]{}"'`|\\^*\p{Cc}\p{Cs}]/gu, percentEncode);
};

const percentEncode = (character: string): string =>
  [...new TextEncoder().encode(character)]
    .map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');

/** Addresses that some readers of Markdown turn into links by themselves. */
const bareAddress =
  /(?<![A-Za-z])(?:https?|ftp):\/\/[^\s<>"'`]*|(?<![A-Za-z0-9])www\.[^\s<>"'`]*|(?<![\p{L}\p{N}_.+-])(?:mailto:|xmpp:)?[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/giu;

/** Splits text at the addresses in it: every second part, from the second one, is an address. */
export const splitAtAddresses = (text: string): readonly string[] => {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(bareAddress)) {
    const address = match[0].replace(/(?<![?!.,:;*_~)\]}])[?!.,:;*_~)\]}]+$/, '');
    parts.push(text.slice(end, match.index), address);
    end = match.index + address.length;
  }
  return [...parts, text.slice(end)];
};
