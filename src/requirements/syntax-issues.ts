import { type Document, visit, type YAMLError } from 'yaml';
import type { Issue } from '../model/problem.ts';
import type { SourceFile } from './source-file.ts';

/** Issues of one composed document: at most one a line, since one slip makes the parser stumble again. */
export const syntaxIssues = (document: Document.Parsed, source: SourceFile): Issue[] => {
  const seen = new Set<number>();
  const once = (error: YAMLError): boolean => {
    const { line } = source.placeOf(error.pos[0]);
    return !seen.has(line) && seen.add(line) !== undefined;
  };
  return [...document.errors, ...document.warnings]
    .filter(once)
    .map(error => syntaxIssue(error, document, source));
};

const quoteIt = 'Put the text in quotes.';

/** Words of our own for what people get wrong most; the parser's sentence for the rest. */
const explained: Partial<
  Record<YAMLError['code'], { readonly message: string; readonly hint: string; readonly code?: string }>
> = {
  TAB_AS_INDENT: {
    code: 'tab-indentation',
    message: 'this line is indented with a tab; YAML takes spaces only',
    hint: 'Replace the tab with two spaces.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a colon followed by a space makes a key, and a key cannot stand here',
    hint: `${quoteIt} If it is a key, give it a line of its own.`,
  },
  BAD_SCALAR_START: {
    message: 'a text cannot start with this character',
    hint: quoteIt,
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'a key ends on the line that it starts on, with a colon and a space',
    hint: 'Is a colon missing on this line, or its indentation wrong?',
  },
  BAD_INDENT: {
    message: 'this line is indented differently from its neighbours',
    hint: 'Entries that belong together start in the same column.',
  },
  BAD_ALIAS: { message: 'an alias such as `*name` cannot stand here', hint: quoteIt },
  TAG_RESOLVE_FAILED: {
    code: 'unknown-tag',
    message: 'this YAML tag is not known here',
    hint: `Remove the tag. A text that starts with "!" needs quotes.`,
  },
};

const syntaxIssue = (error: YAMLError, document: Document.Parsed, source: SourceFile): Issue => {
  const quote = /^Missing closing .quote/.test(error.message) ? openQuote(document, error.pos[0]) : undefined;
  if (quote !== undefined) {
    return source.issue(quote, {
      code: 'yaml-syntax',
      message: 'this quote is never closed',
      hint: 'Add the closing quote at the end of the text.',
    });
  }
  const known = explained[error.code];
  const start = error.code === 'MISSING_CHAR' ? lastInk(source.text, error.pos[0]) : error.pos[0];
  return source.issue(error.code === 'TAB_AS_INDENT' ? tabNear(source.text, start) : start, {
    code: known?.code ?? 'yaml-syntax',
    message: known?.message ?? decapitalised(error.message),
    hint:
      known?.hint ?? 'Look at this line and the one before for a bracket, quote or colon that is missing.',
  });
};

/** Where the quoted text starts that runs up to an offset: the parser reports its end, people need its start. */
const openQuote = (document: Document.Parsed, end: number): number | undefined => {
  let start: number | undefined;
  visit(document, {
    Scalar: (_, { type, range }) => {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (isQuoted && range != null && range[0] < end && range[2] >= end) start = range[0];
    },
  });
  return start;
};

/** What is missing at the end of the file is missing after the last thing that stands there. */
const lastInk = (text: string, offset: number): number => {
  let at = Math.min(offset, text.length);
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at -= 1;
  return at;
};

const tabNear = (text: string, offset: number): number => {
  const tab = text.indexOf('\t', offset);
  return tab === -1 ? offset : tab;
};

const decapitalised = (message: string): string =>
  `${message.charAt(0).toLowerCase()}${message.slice(1, 200).replace(/:\s*$/, '')}`;
