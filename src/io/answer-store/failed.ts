import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { About } from '../../model/asking.ts';
import type { Usage } from '../../model/doors.ts';
import { codeOf } from '../failure.ts';
import { refuseOutside } from '../repository.ts';
import { writeFile } from '../write-file.ts';
import { makeFolder } from '../writer-turn.ts';

const folder = '.adrgen/failed';

/** An answer that is of no use, for whoever wants to know why. */
export type FailedAnswer = About & {
  readonly key: string;
  /** As in the issue that the command ends with: `refused`, `truncated`, `invalid-answer`. */
  readonly code: string;
  readonly issues: readonly string[];
  readonly stopReason: string | null;
  readonly usage: Usage;
  /** As the model sent it, the last time that it was asked. */
  readonly text: string;
};

/** Keeps it; gives the path from the root, or null where the disk does not allow it. */
export type KeepFailed = (failed: FailedAnswer) => string | null;

/** Failed answers lie beside the stored ones, in a folder that git passes over. */
export const keepFailedIn =
  (root: string): KeepFailed =>
  failed => {
    const path = `${folder}/${failed.stage}-${failed.key}.json`;
    try {
      refuseOutside(root, path);
      makeFolder(join(root, folder));
      try {
        writeFileSync(join(root, folder, '.gitignore'), '*\n', { flag: 'wx' });
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
      writeFile(join(root, path), `${JSON.stringify(failed, null, 2)}\n`);
      return path;
    } catch {
      // The failure itself is what the command reports; that it could not be kept takes nothing away from it.
      return null;
    }
  };
