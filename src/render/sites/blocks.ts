import type { Blockquote, Code, Definition, Html, Paragraph, RootContent } from 'mdast';

/** Every node, the inner ones first, with what takes its place. */
export const rewrite = (
  nodes: readonly RootContent[],
  replace: (node: RootContent) => readonly RootContent[],
): RootContent[] =>
  nodes.flatMap(node => {
    if (!('children' in node)) return replace(node);
    const children = rewrite(node.children as RootContent[], replace);
    return replace({ ...node, children } as RootContent);
  });

/** Languages that the highlighters of all docs sites know; VitePress warns about each one that it does not. */
const languages = new Set(
  (
    'bash c cpp csharp css csv diff docker dockerfile go graphql groovy hcl html http ini java javascript js json ' +
    'json5 jsonc jsx kotlin lua make makefile markdown md mermaid nginx php plaintext powershell proto protobuf ' +
    'python py r ruby rust scala sh shell sql svg swift text toml ts tsx txt typescript xml yaml yml'
  ).split(' '),
);

/**
 * What VitePress acts on in code too: a file that is to be read in, which may be any file of the machine that builds
 * the site, and marks of lines, which it takes out of the text.
 */
const acts = /<!--\s*@include:|\[!code\b/g;

/** Lines that would be acted on stand alone as code within a paragraph; the code around them stays a block. */
const safeCode = (code: Code): RootContent[] => {
  const language = code.lang?.toLowerCase() ?? '';
  const lang = languages.has(language) ? language : null;
  const starts = [...code.value.matchAll(acts)].map(
    ({ index }) => code.value.slice(0, index).split('\n').length,
  );
  const lines = code.value.split('\n');
  const parts: RootContent[] = [];
  let from = 0;
  const block = (to: number): void => {
    const value = lines.slice(from, to).join('\n');
    if (value.trim() !== '' || starts.length === 0) parts.push({ type: 'code', lang, meta: null, value });
  };
  for (const line of new Set(starts)) {
    block(line - 1);
    parts.push({ type: 'paragraph', children: [{ type: 'inlineCode', value: lines[line - 1] ?? '' }] });
    from = line;
  }
  block(lines.length);
  return parts;
};

/** Comments are for those who edit; a line break is one on a site as well; other HTML is left to the emitter. */
const withoutComments = (html: Html): RootContent[] => {
  const value = html.value.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim();
  if (value === '') return [];
  return /^<br\s*\/?>$/i.test(value) ? [{ type: 'break' }] : [{ ...html, value }];
};

const alert = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/;

/** GitHub's alerts have a bold lead instead: there is no form of them that all docs sites know. */
const plainQuote = (quote: Blockquote): Blockquote => {
  const [first, ...others] = quote.children;
  const [lead, ...spans] = first?.type === 'paragraph' ? first.children : [];
  const found = lead?.type === 'text' ? alert.exec(lead.value) : null;
  if (lead?.type !== 'text' || found === null) return quote;
  const [mark = '', kind = ''] = found;
  const name = `${kind.charAt(0)}${kind.slice(1).toLowerCase()}`;
  const rest: Paragraph = {
    type: 'paragraph',
    children: [{ ...lead, value: lead.value.slice(mark.length) }, ...spans],
  };
  const title: Paragraph = {
    type: 'paragraph',
    children: [{ type: 'strong', children: [{ type: 'text', value: name }] }],
  };
  return { ...quote, children: [title, rest, ...others] };
};

const definitionsOf = (nodes: readonly RootContent[]): readonly Definition[] =>
  nodes.flatMap(node => {
    if (node.type === 'definition') return [node];
    return 'children' in node ? definitionsOf(node.children as RootContent[]) : [];
  });

/**
 * A document as people write them, with what the emitter would lose or a site would act on put in a form that all
 * sites show: links by reference, comments, alerts, code.
 */
export const portableForSites = (nodes: readonly RootContent[]): RootContent[] => {
  // Of two definitions of one name the first one counts.
  const definitions = new Map([...definitionsOf(nodes)].reverse().map(one => [one.identifier, one]));
  return rewrite(nodes, node => {
    switch (node.type) {
      case 'code':
        return safeCode(node);
      case 'html':
        return withoutComments(node);
      case 'blockquote':
        return [plainQuote(node)];
      case 'linkReference': {
        const url = definitions.get(node.identifier)?.url;
        const { children, position } = node;
        return url === undefined ? [node] : [{ type: 'link', url, children, ...(position && { position }) }];
      }
      case 'imageReference': {
        const url = definitions.get(node.identifier)?.url;
        const { alt, position } = node;
        return url === undefined
          ? [node]
          : [{ type: 'image', url, alt: alt ?? '', ...(position && { position }) }];
      }
      default:
        return [node];
    }
  });
};
