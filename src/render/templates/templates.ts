import type { Nodes } from 'mdast';
import type { z } from 'zod';
import { Problem, problem } from '../../model/problem.ts';
import { emitMarkdown, markdown } from '../markdown/markdown.ts';
import { checkTemplate } from './check.ts';
import { compileTemplate, type Partials } from './compile.ts';
import { parseTemplate, withinDepth } from './parse.ts';
import type { ParsedTemplate } from './scope.ts';
import { type Printable, placeValues, tokenEdges, tokenFor } from './values.ts';

/** A document template in Markdown and what it is filled with. */
export type DocumentTemplate<View extends z.ZodType> = {
  /** For messages: the file's name. */
  readonly name: string;
  readonly template: string;
  /** By name, as in `{{> name}}` or `{{> name field}}`. */
  readonly partials: Readonly<Record<string, string>>;
  /** For messages: the files of partials, where they are not called by their names. */
  readonly files?: Readonly<Record<string, string>>;
  readonly viewSchema: View;
};

/**
 * Fills a document template: final Markdown, LF, one final newline.
 *
 * Values are put in after the Markdown was parsed, so that none becomes structure, and the emitter
 * writes them so that every docs site shows them letter for letter. Within a line a value loses the
 * space around it and its line ends become spaces; in a fence it stands as it is.
 *
 * Throws a Problem with template, line and the nearest name if the template asks for something that
 * the view's schema does not have, uses a helper other than `if unless each with eq join`, or holds
 * HTML.
 */
export const renderDocument = <View extends z.ZodType>(
  document: DocumentTemplate<View> & { readonly view: z.output<View> },
): string => documentRenderer(document)(document.view);

/** The same for many views: the template is checked and compiled once. */
export const documentRenderer = <View extends z.ZodType>(
  document: DocumentTemplate<View>,
): ((view: z.output<View>) => string) => {
  const { template, partials } = parseDocument(document);
  const issues = checkTemplate(template, partials, document.viewSchema);
  if (issues.length > 0) throw new Problem(issues);
  const fill = compileTemplate(template, partials);
  return view => {
    const values: Printable[] = [];
    const source = fill(view, value => tokenFor(values.push(value) - 1));
    return withinDepth(document.name, () => {
      const tree = markdown.parse(source);
      refuseHtml(tree, [template, ...partials.values()]);
      placeValues(tree, values);
      return emitMarkdown(tree);
    });
  };
};

const parseDocument = ({
  name,
  template,
  partials,
  files = {},
}: Omit<DocumentTemplate<z.ZodType>, 'viewSchema'>): {
  readonly template: ParsedTemplate;
  readonly partials: Partials;
} => ({
  template: parseDocumentTemplate(name, template),
  partials: new Map(
    Object.entries(partials).map(([partial, source]) => [
      partial,
      parseDocumentTemplate(files[partial] ?? partial, source),
    ]),
  ),
});

/** A template for a document, which holds none of the characters that stand for values. */
export const parseDocumentTemplate = (file: string, source: string): ParsedTemplate => {
  if (tokenEdges.test(source))
    throw problem({
      code: 'template-refused',
      message: 'A template holds no private-use characters (U+E000, U+E001).',
      place: { file },
    });
  return parseTemplate(file, source);
};

const refuseHtml = (node: Nodes, templates: readonly ParsedTemplate[]): void => {
  if (node.type === 'html') {
    const html = node.value.split(tokenEdges)[0] ?? '';
    throw problem({
      code: 'template-html',
      message: `HTML does not look the same on every docs site: ${html}`,
      ...placeOf(html, templates),
      hint: 'write Markdown; a comment is {{!-- … --}}, a marker [//]: # (adrgen:…)',
    });
  }
  if ('children' in node) for (const child of node.children) refuseHtml(child, templates);
};

/** Where a text stands in the first template that holds it; the first template where none does. */
const placeOf = (text: string, templates: readonly ParsedTemplate[]) => {
  const [found = templates[0]] = templates.filter(({ source }) => source.includes(text));
  const before = found?.source.slice(0, Math.max(0, found.source.indexOf(text))).split('\n') ?? [''];
  const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
  const source = found?.source.split('\n')[line - 1];
  if (found === undefined || source === undefined) return {};
  return found.source.includes(text)
    ? { place: { file: found.name, line, column }, source }
    : { place: { file: found.name } };
};
