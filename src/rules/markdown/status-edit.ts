import type { Edit, Recorded } from './rule.ts';

/**
 * Where a record without a status gets one: in its front matter, in a new one as MADR has it, or in a section as
 * Nygard has it. Null where something stands there that could be one. A status that nobody wrote is `proposed`.
 */
export const statusEdit = ({ document, record }: Recorded): Edit | null => {
  const { text, prose, title, hasFrontMatter } = document;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  if (/^#*\s*\**(?:status|estado|statut)\b/imu.test(prose) || record.form === 'other') return null;
  const says = 'status: proposed';
  if (hasFrontMatter) {
    const from = text.indexOf('\n') + 1;
    return { from, to: from, text: `status: proposed${end}`, says };
  }
  if (record.form === 'madr') return { from: 0, to: 0, text: ['---', says, '---', '', ''].join(end), says };
  const from = prose.search(/^##[ \t]/m);
  if (title === null || from === -1) return null;
  return { from, to: from, text: ['## Status', '', 'Proposed', '', ''].join(end), says };
};
