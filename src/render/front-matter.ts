import { isPair, isScalar, parseDocument, Scalar, visit } from 'yaml';
import { problem } from '../model/problem.ts';

/** Readers of YAML 1.1 take these for truth values. */
const yamlWords = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** What no reader of YAML takes for anything but text, so that it needs no quotes. */
export const isPlain = (text: string): boolean =>
  /^\p{L}[\p{L}\p{N} _./()&+'-]*$/u.test(text) && !text.endsWith(' ') && !yamlWords.test(text);

/** An ISO date, which stands bare: `2026-01-31`. */
export const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/**
 * Front matter with values in place of their tokens. A value is a scalar whatever is in it, quoted
 * only where YAML would read it as something else; `date: 2026-01-31` stays bare, as MADR has it.
 * Throws a Problem if the template's front matter is not YAML or a value makes a key.
 *
 * @param token matches one token, its index in `values` as first group; global.
 */
export const fillFrontMatter = (
  source: string,
  token: RegExp,
  values: readonly (string | number | boolean)[],
): string => {
  const document = parseDocument(source);
  const broken = document.errors[0];
  if (broken)
    throw problem({
      code: 'template-front-matter',
      message: `The front matter is not YAML: ${broken.message}`,
    });
  visit(document, {
    Scalar(key, node, path) {
      const text = typeof node.value === 'string' ? node.value : '';
      const [first] = text.matchAll(token);
      if (key === 'key' || first === undefined) return;
      const whole = first[0] === text ? values[Number(first[1])] : undefined;
      if (typeof whole === 'number' || typeof whole === 'boolean') {
        node.value = whole;
        delete node.source;
        node.type = Scalar.PLAIN;
        return;
      }
      const filled = text
        .replace(token, (_, at: string) => String(values[Number(at)] ?? ''))
        .replace(/\s+/g, ' ')
        .trim();
      const pair = path.at(-1);
      const bareDate = isPair(pair) && isScalar(pair.key) && pair.key.value === 'date' && isDate(filled);
      node.value = filled;
      node.type = bareDate || isPlain(filled) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
    },
  });
  const written = document.toString({ lineWidth: 0 }).trimEnd();
  if (written.search(token) === -1) return written;
  throw problem({
    code: 'template-front-matter',
    message: 'In front matter a value can stand where a value stands, not in a key or a comment.',
  });
};
