import type { Design } from '../../stages/design.ts';
import { wordsOf } from '../labels.ts';
import { identifier, literal, remark } from './sql-names.ts';
import type { Table } from './tables.ts';

/** How rows of several organisations share tables: by a column, and where so decided by policies of the database. */
export type TenantRows = {
  readonly policies: boolean;
  /** The table whose rows are the organisations; null where no entity is one. */
  readonly tenants: Table | null;
};

const pooled: ReadonlySet<string> = new Set(['pooled-rows', 'pooled-row-level-security']);

/** What an organisation that shares the system is called. */
const tenantNouns: ReadonlySet<string> = new Set(
  'tenant organisation organization school company workspace firm practice clinic customer client'.split(' '),
);

/** The rows of which organisation: null where the decision on tenancy is another, or none. Pure. */
export const tenantRowsOf = ({ decided }: Design, tables: readonly Table[]): TenantRows | null => {
  const chosen = decided.find(({ decision }) => decision.id === 'tenancy')?.chosen?.id;
  if (chosen === undefined || !pooled.has(chosen)) return null;
  const tenants = tables.find(({ entity }) => tenantNouns.has(wordsOf(entity.name).join(' ')));
  return { policies: chosen === 'pooled-row-level-security', tenants: tenants ?? null };
};

/** The column that says whose a row is; null where everybody may see every row. */
const tenantColumnOf = (table: Table, { tenants }: TenantRows): string | null => {
  if (table.entity.classification === 'public') return null;
  if (table === tenants) return table.key.name;
  const given = table.foreignKeys.find(
    ({ table: to, unchecked }) => to === tenants?.name && unchecked === null,
  );
  return given?.column ?? 'tenant_id';
};

/** Whether the column is the table's own already: its key, or a reference that the file gives. */
const hasTenantColumn = (table: Table, rows: TenantRows): boolean => {
  const column = tenantColumnOf(table, rows);
  return column === null || table.columns.some(({ name }) => name === column);
};

/** `tenant_id` where the table lacks it, with what it refers to. */
export const tenantLine = (table: Table, rows: TenantRows, typeOf: (table: Table) => string) => {
  if (hasTenantColumn(table, rows)) return null;
  const { tenants } = rows;
  return tenants === null
    ? {
        text: 'tenant_id uuid NOT NULL',
        notes: ['added by the decision on tenancy; no entity is the tenant'],
      }
    : {
        text: `tenant_id ${typeOf(tenants)} NOT NULL REFERENCES ${identifier(tenants.name)} (${identifier(tenants.key.name)})`,
        notes: ['added by the decision on tenancy'],
      };
};

/** What the database itself refuses: rows of another tenant than that of the connection. */
export const tenantPolicy = (table: Table, rows: TenantRows, typeOf: (table: Table) => string): string[] => {
  const column = tenantColumnOf(table, rows);
  if (column === null) return [];
  const name = identifier(table.name);
  const index = hasTenantColumn(table, rows)
    ? []
    : [
        `CREATE INDEX ${identifier(`${table.name}_tenant_id_idx`)} ON ${name} (tenant_id); ${remark('every query names its tenant')}`,
      ];
  if (!rows.policies) return index;
  const type = rows.tenants === null ? 'uuid' : typeOf(rows.tenants);
  const own = `${identifier(column)} = current_setting(${literal('app.tenant')})::${type}`;
  return [
    ...index,
    `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;`,
    `ALTER TABLE ${name} FORCE ROW LEVEL SECURITY;`,
    `CREATE POLICY ${identifier(`${table.name}_of_tenant`)} ON ${name} USING (${own}) WITH CHECK (${own});`,
  ];
};
