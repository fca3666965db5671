/** What becomes of one file of the site. */
export type SiteChange = {
  /** From the site's folder. */
  readonly path: string;
  /** `kept`: somebody changed it there. `removed`: no document leads to it any longer. */
  readonly action: 'create' | 'update' | 'unchanged' | 'kept' | 'removed';
};

/** Hashes: of what is to stand there, of what stands there (null for nothing), of what `site` last wrote there. */
export type SiteStanding = {
  readonly path: string;
  readonly next: string | null;
  readonly current: string | null;
  readonly known: string | null;
};

/**
 * What to do with one file; null where there is nothing to do and nothing to say, `foreign` where a file of somebody
 * else stands in the way. Pure.
 */
export const planSiteFile = ({ path, next, current, known }: SiteStanding): SiteChange | 'foreign' | null => {
  if (next === null) {
    if (current === null) return null;
    return { path, action: current === known ? 'removed' : 'kept' };
  }
  if (current === null) return { path, action: 'create' };
  if (current === next) return { path, action: 'unchanged' };
  if (known === null) return 'foreign';
  return { path, action: current === known ? 'update' : 'kept' };
};
