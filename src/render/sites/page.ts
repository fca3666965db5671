import type { Heading, Image, Link, PhrasingContent, Root, RootContent } from 'mdast';
import { emitMarkdown, markdown } from '../markdown/markdown.ts';
import { addressOf, isRelative, lineOf, type Target, targetOf } from './address.ts';
import { portableForSites, rewrite } from './blocks.ts';
import { type FrontMatter, readFrontMatter, writeFrontMatter } from './front-matter.ts';

/** A document of the repository as it was read, before its links are those of the site. */
export type SiteDocument = {
  /** From the root of the repository. */
  readonly path: string;
  readonly title: string;
  /** Null where it is not YAML. */
  readonly frontMatter: FrontMatter | null;
  readonly body: readonly RootContent[];
};

/** Something about a document that whoever keeps it should know. */
export type SiteNote = {
  /** A warning is something to mend; a note says what is otherwise on the site. */
  readonly level: 'warning' | 'note';
  readonly code: 'front-matter' | 'missing-document' | 'missing-picture' | 'link-outside' | 'edited-page';
  readonly path: string;
  /** Counts from 1. */
  readonly line?: number;
  readonly text: string;
};

/** Files of the repository and where they stand on the site. */
export type SiteMap = {
  /** Documents and attachments: pages. */
  readonly pages: ReadonlyMap<string, string>;
  readonly pictures: ReadonlyMap<string, string>;
};

const isTitle = (node: RootContent): node is Heading => node.type === 'heading' && node.depth === 1;

/** Parses a document. `otherwise` is its title where it has none. */
export const readSiteDocument = (path: string, text: string, otherwise: string): SiteDocument => {
  const { children } = markdown.parse(text.replace(/^\uFEFF/, ''));
  const [first, ...rest] = children;
  const frontMatter = first?.type === 'yaml' ? readFrontMatter(first.value) : {};
  const body = portableForSites(first?.type === 'yaml' ? rest : children);
  const named = typeof frontMatter?.title === 'string' ? frontMatter.title : otherwise;
  const title = lineOf(body.find(isTitle)?.children ?? []);
  return { path, title: title === '' ? named : title, frontMatter, body };
};

/** Files that a document shows and those that it leads to, from the root. */
export const referencesOf = ({
  path,
  body,
}: SiteDocument): { readonly pictures: readonly string[]; readonly links: readonly string[] } => {
  const [pictures, links] = [new Set<string>(), new Set<string>()];
  rewrite(body, node => {
    if ((node.type !== 'image' && node.type !== 'link') || !isRelative(node.url)) return [node];
    const target = targetOf(path, node.url)?.path;
    if (target !== undefined) (node.type === 'image' ? pictures : links).add(target);
    return [node];
  });
  return { pictures: [...pictures], links: [...links] };
};

/** What stands in the front matter, where people see it: sites keep that to themselves. */
const facts = (values: FrontMatter): RootContent[] => {
  const named = [
    ['Status', values.status],
    ['Date', values.date],
    ['Decision makers', values['decision-makers']],
    ['Consulted', values.consulted],
    ['Informed', values.informed],
  ] as const;
  const items = named.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${typeof value === 'string' ? value : value.join(', ')}`],
  );
  if (items.length === 0) return [];
  return [
    {
      type: 'list',
      ordered: false,
      children: items.map(value => ({
        type: 'listItem',
        children: [{ type: 'paragraph', children: [{ type: 'text', value }] }],
      })),
    },
  ];
};

const withFacts = ({ title, body }: SiteDocument, values: FrontMatter): RootContent[] => {
  const at = body.findIndex(isTitle);
  if (at !== -1) return [...body.slice(0, at + 1), ...facts(values), ...body.slice(at + 1)];
  return [
    { type: 'heading', depth: 1, children: [{ type: 'text', value: title }] },
    ...facts(values),
    ...body,
  ];
};

/** VitePress takes these for links that somebody forgot. */
const isLocal = (address: string): boolean => /^[a-z+.-]+:\/\/localhost(?::|\/|$)/i.test(address);

/** The text of a link that leads nowhere on the site, and where it would have led. */
const unlinked = (link: Link, place: string): PhrasingContent[] => {
  const label = lineOf(link.children);
  const code: PhrasingContent = { type: 'inlineCode', value: place };
  if (label === place || label === place.slice(place.lastIndexOf('/') + 1)) return [code];
  return [...link.children, { type: 'text', value: ' (' }, code, { type: 'text', value: ')' }];
};

const at = (node: Link | Image): Pick<SiteNote, 'line'> =>
  node.position === undefined ? {} : { line: node.position.start.line };

/** The page of a document: final Markdown, its links those of the site, and what has changed on the way. */
export const sitePage = (
  document: SiteDocument,
  page: string,
  { pages, pictures }: SiteMap,
): { readonly markdown: string; readonly notes: readonly SiteNote[] } => {
  const { path, title, frontMatter } = document;
  const notes: SiteNote[] = [];
  const values: FrontMatter = { title, ...frontMatter };
  if (frontMatter === null) {
    const text = 'the front matter is not YAML, and is left out of the page';
    notes.push({ level: 'warning', code: 'front-matter', path, line: 1, text });
  }
  const link = (node: Link): PhrasingContent[] => {
    if (isLocal(node.url)) return unlinked(node, node.url);
    if (!isRelative(node.url)) return [node];
    const target: Target = targetOf(path, node.url) ?? { path: node.url, anchor: '' };
    const there = pages.get(target.path);
    if (there !== undefined) return [{ ...node, url: `${addressOf(page, there)}${target.anchor}` }];
    const text = `a link leads to ${target.path}, which is no page of the site: it stands there as text`;
    notes.push({ level: 'note', code: 'link-outside', path, ...at(node), text });
    return unlinked(node, target.path);
  };
  const image = (node: Image): PhrasingContent[] => {
    if (!isRelative(node.url)) return [node];
    const target = targetOf(path, node.url)?.path ?? node.url;
    const there = pictures.get(target);
    if (there !== undefined) return [{ ...node, url: addressOf(page, there) }];
    const text = `there is no picture ${target}: its description stands on the page instead`;
    notes.push({ level: 'warning', code: 'missing-picture', path, ...at(node), text });
    return [{ type: 'text', value: node.alt ?? '' }];
  };
  const body = rewrite(withFacts(document, values), node => {
    if (node.type === 'link') return link(node);
    return node.type === 'image' ? image(node) : [node];
  });
  const tree: Root = { type: 'root', children: [{ type: 'yaml', value: writeFrontMatter(values) }, ...body] };
  return { markdown: emitMarkdown(tree), notes };
};
