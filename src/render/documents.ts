import { attachmentsOf, type Scripts } from '../design/attachments.ts';
import type { DiagramText } from '../model/diagram.ts';
import type { Finding } from '../model/finding.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { designViewOf } from './design.ts';
import { containersDiagram, systemContextDiagram, tradeOffDiagram } from './diagrams/diagrams.ts';
import { drawingsOf, drawingsView } from './diagrams/drawings.ts';
import { recordViewOf, titleOf, tradeOffViewOf } from './record.ts';
import { designView, type PictureView, recordView } from './record-view.ts';
import { type OwnableTemplates, templateFile } from './templates/set.ts';
import { documentRenderer } from './templates/templates.ts';

export type RecordFormat = 'madr' | 'nygard';

/** Where a document lies and what it bears: decided before anything is rendered. Paths are relative to the root. */
export type Layout = {
  readonly records: ReadonlyMap<
    string,
    { readonly number: number; readonly path: string; readonly date: string }
  >;
  readonly design: { readonly path: string; readonly date: string };
  readonly format: RecordFormat;
  /** The picture file that documents show. */
  readonly image: 'svg' | 'png';
  readonly provenance: string;
};

export type Templates = OwnableTemplates & { readonly scripts: Scripts };

/** A picture of a document: its file without extension, and what is in it. */
export type DraftPicture = DiagramText & { readonly path: string };

/** A document before its pictures are drawn. */
export type Draft = {
  /** Decision id, or `_design`. */
  readonly document: string;
  readonly title: string;
  readonly path: string;
  readonly date: string;
  readonly number: number | null;
  readonly pictures: readonly DraftPicture[];
  /** Files beside the document: interface, schema, load test. */
  readonly attachments: readonly { readonly path: string; readonly content: string }[];
  /** Final Markdown; a picture that `drawn` does not have stands in it as Mermaid source. */
  readonly markdown: (drawn: ReadonlySet<string>) => string;
};

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '');

/** A path as a link from a document: relative, with `/`. */
const relativePath = (from: string, to: string): string => {
  const here = folderOf(from).split('/');
  const there = to.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1;
  const up = here.slice(shared).map(() => '..');
  const rest = there.slice(shared);
  return [...(up.length === 0 ? ['.'] : up), ...rest].join('/');
};

const pictureView = (
  document: string,
  picture: DraftPicture,
  drawn: ReadonlySet<string>,
  { image }: Layout,
): PictureView =>
  drawn.has(picture.path)
    ? { alt: picture.alt, path: relativePath(document, `${picture.path}.${image}`), mermaid: null }
    : { alt: picture.alt, path: null, mermaid: picture.source };

const template = (templates: Templates, name: string) => {
  const { [name]: main = '', ...partials } = templates.documents;
  const fileOf = (one: string): string => templateFile(templates, 'documents', one);
  const files = Object.fromEntries(Object.keys(partials).map(one => [one, fileOf(one)]));
  return { name: fileOf(name), template: main, partials, files };
};

const lazily = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const makeRenderers = (templates: Templates) => {
  const recordRenderer = (format: RecordFormat) =>
    lazily(() => documentRenderer({ ...template(templates, format), viewSchema: recordView }));
  return {
    madr: recordRenderer('madr'),
    nygard: recordRenderer('nygard'),
    design: lazily(() => documentRenderer({ ...template(templates, 'design'), viewSchema: designView })),
  };
};

const renderers = new WeakMap<Templates, ReturnType<typeof makeRenderers>>();

/** Templates are checked and compiled at their first use, and once for all records of all systems. */
const renderersOf = (templates: Templates): ReturnType<typeof makeRenderers> => {
  const kept = renderers.get(templates) ?? makeRenderers(templates);
  renderers.set(templates, kept);
  return kept;
};

const recordDraft = (design: Design, decided: Decided, layout: Layout, templates: Templates): Draft[] => {
  const place = layout.records.get(decided.decision.id);
  if (place === undefined) return [];
  const picture: DraftPicture = {
    path: `${folderOf(place.path)}/images/${nameOf(place.path)}`,
    ...tradeOffDiagram(tradeOffViewOf(decided), templates.diagrams),
  };
  return [
    {
      document: decided.decision.id,
      title: titleOf(decided),
      ...place,
      pictures: [picture],
      attachments: [],
      markdown: drawn =>
        renderersOf(templates)[layout.format]()(
          recordViewOf(design, decided, {
            number: place.number,
            date: place.date,
            picture: pictureView(place.path, picture, drawn, layout),
            design_href: relativePath(place.path, layout.design.path),
            provenance: layout.provenance,
            neighbours: new Map(
              [...layout.records].map(([id, { number, path }]) => [
                id,
                { number, href: relativePath(place.path, path) },
              ]),
            ),
          }),
        ),
    },
  ];
};

const designDraft = (
  design: Design,
  findings: readonly Finding[],
  layout: Layout,
  templates: Templates,
): Draft => {
  const { path, date } = layout.design;
  const folder = path.replace(/\.md$/, '');
  const { people, externals } = design.context;
  const context =
    people.length + externals.length === 0
      ? null
      : { path: `${folder}/context`, ...systemContextDiagram(design.context, templates.diagrams) };
  const containers = {
    path: `${folder}/containers`,
    ...containersDiagram(design.containers, templates.diagrams),
  };
  const drawings = drawingsOf(design, templates.diagrams).map(({ name, text }) => ({
    name,
    picture: { path: `${folder}/${name}`, ...text },
  }));
  return {
    document: '_design',
    title: `${design.analysis.requirements.system}: design`,
    path,
    date,
    number: null,
    pictures: [...(context === null ? [] : [context]), containers, ...drawings.map(({ picture }) => picture)],
    attachments: attachmentsOf(design, templates.scripts).map(file => ({
      ...file,
      path: `${folder}/${file.path}`,
    })),
    markdown: drawn =>
      renderersOf(templates).design()(
        designViewOf(design, findings, {
          date,
          folder: `./${nameOf(path)}`,
          context: context === null ? null : pictureView(path, context, drawn, layout),
          containers: pictureView(path, containers, drawn, layout),
          drawings: drawingsView(design, name => {
            const found = drawings.find(one => one.name === name);
            return found === undefined ? null : pictureView(path, found.picture, drawn, layout);
          }),
          hrefs: new Map([...layout.records].map(([id, record]) => [id, relativePath(path, record.path)])),
          provenance: layout.provenance,
        }),
      ),
  };
};

/** All documents of one system, the design document last. Pure. */
export const draftsOf = (
  design: Design,
  findings: readonly Finding[],
  layout: Layout,
  templates: Templates,
): readonly Draft[] => [
  ...design.decided.flatMap(decided => recordDraft(design, decided, layout, templates)),
  designDraft(design, findings, layout, templates),
];
