import type { Issue } from '../model/problem.ts';
import type { Located } from './located.ts';
import type { SourceFile } from './source-file.ts';

/** What no single value can tell. */
export const checks = (_root: Located, _source: SourceFile): readonly Issue[] => [];
