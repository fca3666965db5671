import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

const mark = Buffer.from('\uFEFF');

/** SHA-256 of a text file, whatever its line endings are and whether it begins with a byte order mark. */
export const sourceHash = (bytes: Uint8Array): string => {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bare = content.subarray(0, mark.length).equals(mark) ? content.subarray(mark.length) : content;
  return sha256(
    bare.includes('\r\n') ? Buffer.from(bare.toString('latin1').replaceAll('\r\n', '\n'), 'latin1') : bare,
  );
};
