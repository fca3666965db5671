import type { DataPicture } from '../../model/diagram-views.ts';
import type { Entity, Requirements } from '../../model/requirements.ts';

/** More boxes than this and nobody finds one: owners take their place. */
const mostEntities = 12;
/** More lines than this and a box outgrows the page; the tables of the document hold all columns. */
const mostLines = 14;

const ownerless = 'No owner named';

type Reference = { readonly from: Entity; readonly to: Entity };

/** Each reference once; one that the file repeats counts once. */
const referencesOf = ({ entities }: Requirements): readonly Reference[] => {
  const byName = new Map(entities.map(entity => [entity.name, entity]));
  return entities.flatMap(from =>
    [...new Set(from.references ?? [])].flatMap(name => {
      const to = byName.get(name);
      return to === undefined ? [] : [{ from, to }];
    }),
  );
};

const crosses = ({ from, to }: Reference): boolean => (from.owner ?? '') !== (to.owner ?? '');

const shortened = (lines: readonly string[], what: string): readonly string[] =>
  lines.length <= mostLines
    ? lines
    : [...lines.slice(0, mostLines - 1), `${lines.length - mostLines + 1} more ${what}`];

const entityId = (requirements: Requirements, entity: Entity): string =>
  `e${requirements.entities.indexOf(entity)}`;

const byEntity = (requirements: Requirements): DataPicture => ({
  by: 'entity',
  boxes: requirements.entities.map(entity => ({
    id: entityId(requirements, entity),
    name: entity.name,
    owner: entity.owner ?? null,
    lines: shortened(
      Object.entries(entity.fields ?? {}).map(([name, type]) => `${name}: ${type}`),
      'fields',
    ),
  })),
  references: referencesOf(requirements).map(reference => ({
    from: entityId(requirements, reference.from),
    to: entityId(requirements, reference.to),
    crossing: crosses(reference),
    count: 1,
  })),
});

const byOwner = (requirements: Requirements): DataPicture => {
  const owners = [...new Set(requirements.entities.map(({ owner }) => owner ?? ownerless))];
  const idOf = ({ owner }: Entity): string => `o${owners.indexOf(owner ?? ownerless)}`;
  const crossing = referencesOf(requirements).filter(crosses);
  const pairs = [...new Set(crossing.map(({ from, to }) => `${idOf(from)} ${idOf(to)}`))];
  return {
    by: 'owner',
    boxes: owners.map((owner, place) => ({
      id: `o${place}`,
      name: owner,
      owner: null,
      lines: shortened(
        requirements.entities.filter(one => (one.owner ?? ownerless) === owner).map(({ name }) => name),
        'entities',
      ),
    })),
    references: pairs.map(pair => {
      const [from = '', to = ''] = pair.split(' ');
      const count = crossing.filter(one => `${idOf(one.from)} ${idOf(one.to)}` === pair).length;
      return { from, to, crossing: true, count };
    }),
  };
};

/** Entities, fields, references and owners as the file gives them; null where it names no entity. Pure. */
export const dataPictureOf = (requirements: Requirements): DataPicture | null => {
  if (requirements.entities.length === 0) return null;
  return requirements.entities.length > mostEntities ? byOwner(requirements) : byEntity(requirements);
};
