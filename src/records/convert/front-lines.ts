import type { RecordText } from '../reading/record.ts';

const plain = /^[\p{L}\p{N}][^:#{}[\]&*!|>'"%@`\r\n]*$/u;

/** Whether YAML takes a text as it is. */
export const isPlainYaml = (text: string): boolean => plain.test(text) && !/\s$/.test(text);

/** Lines of the front matter without some keys that stand on one line each. */
export const frontLines = ({ outline, front }: RecordText, without: readonly string[]): readonly string[] => {
  const gone = new Set(without.flatMap(key => front.get(key)?.at.line ?? []));
  return (outline.frontMatter ?? []).filter(({ number }) => !gone.has(number)).map(({ raw }) => raw);
};
