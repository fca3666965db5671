import { z } from 'zod';
import type { TemplateSet } from '../../model/diagram.ts';
import { emitMarkdown, markdown } from '../markdown/markdown.ts';
import { renderDocument } from '../templates/templates.ts';
import { addressOf } from './address.ts';
import { portableForSites } from './blocks.ts';

/** A page of the site as others speak of it; `page` is its file, from the site's folder. */
export type SiteEntry = { readonly title: string; readonly page: string };

/** A record in the decision log. */
export type LogEntry = SiteEntry & {
  readonly number: number | null;
  readonly status: string | null;
  readonly date: string;
};

/** What the site shows of one system. */
export type SiteSystem = {
  readonly name: string;
  readonly design: SiteEntry | null;
  readonly files: readonly SiteEntry[];
  readonly records: readonly LogEntry[];
};

const link = z.object({ title: z.string(), href: z.string() });

const indexView = z.object({
  systems: z.array(
    z.object({
      name: z.string(),
      design: link.nullable(),
      files: z.array(link),
      records: z.array(link.extend({ number: z.string(), status: z.string(), date: z.string() })),
    }),
  ),
});

const fileView = z.object({
  title: z.string(),
  path: z.string(),
  document: link,
  language: z.string(),
  content: z.string(),
});

const render = <View extends z.ZodType>(
  templates: TemplateSet,
  name: string,
  viewSchema: View,
  view: z.output<View>,
): string => {
  const { [name]: template = '', ...partials } = templates;
  const text = renderDocument({ name: `${name}.md.hbs`, template, partials, viewSchema, view });
  const { children } = markdown.parse(text);
  return emitMarkdown({ type: 'root', children: portableForSites(children) });
};

/** The first page: every record of every system with its status. */
export const indexPage = (systems: readonly SiteSystem[], page: string, templates: TemplateSet): string => {
  const to = ({ title, page: there }: SiteEntry) => ({ title, href: addressOf(page, there) });
  return render(templates, 'index', indexView, {
    systems: systems.map(({ name, design, files, records }) => ({
      name,
      design: design === null ? null : to(design),
      files: files.map(to),
      records: records.map(({ number, status, date, ...entry }) => ({
        ...to(entry),
        number: number === null ? '' : String(number),
        status: status ?? 'unknown',
        date,
      })),
    })),
  });
};

/** A file beside a document as a page: no docs site shows what is not Markdown. */
export const filePage = (
  file: SiteEntry & { readonly path: string; readonly content: string },
  document: SiteEntry,
  templates: TemplateSet,
): string =>
  render(templates, 'file', fileView, {
    title: file.title,
    path: file.path,
    document: { title: document.title, href: addressOf(file.page, document.page) },
    language: file.path.slice(file.path.lastIndexOf('.') + 1),
    content: file.content,
  });

/** As VitePress takes it: `text` is HTML there. */
export type SidebarItem = {
  readonly text: string;
  readonly link?: string;
  readonly items?: readonly SidebarItem[];
};

const html: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, character => html[character] ?? '');

/** The way through the site: the decision log, then each system with its design document and its records. */
export const sidebarOf = (systems: readonly SiteSystem[]): readonly SidebarItem[] => {
  const item = (text: string, page: string): SidebarItem => ({
    text: escaped(text),
    link: `/${page.replace(/\.md$/, '')}`,
  });
  return [
    { text: 'Decision log', link: '/' },
    ...systems.map(({ name, design, files, records }) => ({
      text: escaped(name),
      items: [
        ...(design === null ? [] : [item('Design', design.page)]),
        ...files.map(({ title, page }) => item(title, page)),
        ...records.map(({ number, title, page }) =>
          item(number === null ? title : `${number}. ${title}`, page),
        ),
      ],
    })),
  ];
};
