import { readInside } from '../io/site-folder.ts';
import type { TemplateSet } from '../model/diagram.ts';
import { problem } from '../model/problem.ts';
import { filePlace, shownAt } from '../records/site-places.ts';
import { filePage, indexPage, type SiteEntry, type SiteSystem, sidebarOf } from '../render/sites/index.ts';
import { referencesOf, type SiteMap, type SiteNote, sitePage } from '../render/sites/page.ts';
import type { SiteSource, Sources, SystemSources } from './site-sources.ts';

/** One file of the site. */
export type SiteFile = {
  /** From the site's folder. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** What it shows, from the root; null for what is made of all documents. */
  readonly source: string | null;
};

export type Site = { readonly files: readonly SiteFile[]; readonly notes: readonly SiteNote[] };

const picture = /\.(?:svg|png|jpe?g|gif|webp|avif)$/i;

/** A file that a document shows or leads to. */
type Beside = {
  readonly owner: SiteSource;
  readonly system: string;
  readonly source: string;
  readonly path: string;
  readonly content: Uint8Array;
};
type Besides = { readonly pictures: readonly Beside[]; readonly attachments: readonly Beside[] };

const once = (files: readonly Beside[]): Beside[] =>
  [...new Map([...files].reverse().map(file => [file.source, file])).values()].reverse();

/** Pictures that documents show, and files of a lock that they lead to, as far as they are there. */
const filesBeside = (root: string, { systems }: Sources): Besides => {
  const owned = new Set(
    systems.flatMap(({ sources }) => sources.flatMap(({ lock }) => Object.keys(lock.files))),
  );
  const documents = new Set(systems.flatMap(({ sources }) => sources.map(({ lock }) => lock.path)));
  const found = systems.flatMap(({ system, sources }) =>
    sources.map((owner): Besides => {
      const { pictures, links } = referencesOf(owner.document);
      const read = (source: string): Beside[] => {
        const content = readInside(root, source);
        const path = filePlace(system, owner.lock, source);
        return content === null ? [] : [{ owner, system, source, path, content }];
      };
      return {
        pictures: pictures.filter(path => picture.test(path)).flatMap(read),
        attachments: links
          .filter(path => owned.has(path) && !documents.has(path) && !picture.test(path))
          .flatMap(read),
      };
    }),
  );
  return {
    pictures: once(found.flatMap(({ pictures }) => pictures)),
    attachments: once(found.flatMap(({ attachments }) => attachments)),
  };
};

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Records that follow adr-tools bear their number in the title. */
const titleOf = ({ document, lock }: SiteSource): string =>
  lock.number === null ? document.title : document.title.replace(new RegExp(`^0*${lock.number}\\. +`), '');

const entryOf = (source: SiteSource): SiteEntry => ({ title: titleOf(source), page: source.page });

const isDesign = ({ lock }: SiteSource): boolean => lock.document === '_design';

const systemOf = ({ system, sources }: SystemSources, attachments: readonly Beside[]): SiteSystem => {
  const design = sources.find(isDesign);
  return {
    name: design?.document.title.replace(/: design$/, '') ?? system,
    design: design === undefined ? null : entryOf(design),
    files: attachments
      .filter(file => file.system === system)
      .map(({ path }) => ({ title: nameOf(path), page: shownAt(path) })),
    records: sources
      .filter(source => !isDesign(source))
      .map(source => {
        const { date } = source.document.frontMatter ?? {};
        return {
          ...entryOf(source),
          number: source.lock.number,
          status: source.status,
          date: typeof date === 'string' ? date : source.lock.date,
        };
      }),
  };
};

/** Names that differ in case alone are one file on some machines. */
const refuseSame = (files: readonly SiteFile[]): void => {
  const seen = new Map<string, SiteFile>();
  for (const file of files) {
    const other = seen.get(file.path.toLowerCase());
    if (other !== undefined) {
      throw problem({
        code: 'same-page',
        message: `${other.source ?? other.path} and ${file.source ?? file.path} would both be ${file.path} on the site`,
        hint: 'rename one of them; nothing was written',
      });
    }
    seen.set(file.path.toLowerCase(), file);
  }
};

/** Every file of the site: the decision log, a page a document, what stands beside them, the sidebar. */
export const siteFiles = (root: string, sources: Sources, templates: TemplateSet): Site => {
  const { pictures, attachments } = filesBeside(root, sources);
  const all = sources.systems.flatMap(system => system.sources);
  const map: SiteMap = {
    pages: new Map([
      ...all.map(({ lock, page }) => [lock.path, page] as const),
      ...attachments.map(({ source, path }) => [source, shownAt(path)] as const),
    ]),
    pictures: new Map(pictures.map(({ source, path }) => [source, path])),
  };
  const pages = all.map(({ document, page, lock }) => ({
    page,
    source: lock.path,
    ...sitePage(document, page, map),
  }));
  const systems = sources.systems.map(system => systemOf(system, attachments));
  const copies = [...pictures, ...attachments].map(({ path, content, source }) => ({
    path,
    content,
    source,
  }));
  const files: SiteFile[] = [
    { path: 'index.md', content: indexPage(systems, 'index.md', templates), source: null },
    { path: 'sidebar.json', content: `${JSON.stringify(sidebarOf(systems), null, 2)}\n`, source: null },
    ...pages.map(({ page, markdown, source }) => ({ path: page, content: markdown, source })),
    ...attachments.map(({ owner, source, path, content }) => ({
      path: shownAt(path),
      content: filePage(
        {
          title: nameOf(path),
          page: shownAt(path),
          path: source,
          content: new TextDecoder().decode(content),
        },
        entryOf(owner),
        templates,
      ),
      source,
    })),
    ...copies,
  ];
  refuseSame(files);
  return { files, notes: [...sources.notes, ...pages.flatMap(({ notes }) => notes)] };
};
