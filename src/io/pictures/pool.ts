import type { PageDrawing, PageJob } from './in-page.ts';
import { type DrawingPage, PageLost } from './page.ts';
import { type Pages, within } from './pages.ts';
import { createQueue } from './queue.ts';

/** A picture to draw in a page. */
export type PoolJob = PageJob & { readonly name: string };

export type PoolMeans = {
  readonly pages: Pages;
  /** How many pages draw at once. */
  readonly concurrency: number;
  /** Milliseconds that one picture may take. */
  readonly timeLimit: number;
  /** Draws by the reference path; gives an SVG. Throws mermaid's error. */
  readonly reference: (job: PoolJob) => Promise<string>;
  /** True leaves the fast path out. */
  readonly referenceOnly: boolean;
};

/** How often a picture is drawn whose page is lost. */
const attempts = 2;

/**
 * Draws all jobs in warm pages, and hands each over when it is there: the largest first, several in one go. A page
 * that is lost is replaced; the picture at which it was lost is drawn once more, alone.
 */
export const drawInPool = async (
  jobs: readonly PoolJob[],
  { pages, concurrency, timeLimit, reference, referenceOnly }: PoolMeans,
  take: (job: PoolJob, drawing: PageDrawing) => void,
): Promise<void> => {
  const takers = Math.min(concurrency, jobs.length);
  const queue = createQueue(jobs, job => job.source.length + 200, takers);
  const tried = new Map<PoolJob, number>();

  const byReference = async (page: DrawingPage, job: PoolJob): Promise<PageDrawing> =>
    page.adopt(job, await reference(job));

  /** Mermaid reads it, yet our page could not draw it: mermaid-cli may. */
  const secondTry = async (page: DrawingPage, job: PoolJob, first: PageDrawing): Promise<PageDrawing> =>
    first.ok || !first.parses ? first : byReference(page, job).catch(() => first);

  const onlyByReference = (page: DrawingPage, job: PoolJob): Promise<PageDrawing> =>
    byReference(page, job).catch(error => ({ ok: false, reason: (error as Error).message, parses: false }));

  const drawBatch = async (slot: number, batch: readonly PoolJob[], done: Set<PoolJob>): Promise<void> => {
    const settle = (job: PoolJob, drawing: PageDrawing): void => {
      done.add(job);
      take(job, drawing);
    };
    await pages.inPage(slot, async page => {
      if (referenceOnly) {
        for (const job of batch) settle(job, await within(onlyByReference(page, job), timeLimit));
        return;
      }
      const failed: [PoolJob, PageDrawing][] = [];
      await page.draw(batch, timeLimit, (index, drawing) => {
        const job = batch[index];
        if (job === undefined) return;
        if (drawing.ok || !drawing.parses) settle(job, drawing);
        else failed.push([job, drawing]);
      });
      for (const [job, drawing] of failed)
        settle(job, await within(secondTry(page, job, drawing), timeLimit));
    });
  };

  const fail = (job: PoolJob, error: unknown): void =>
    take(job, {
      ok: false,
      reason: `The diagram could not be drawn: ${(error as Error).message}`,
      parses: true,
    });

  const afterLoss = (batch: readonly PoolJob[], done: ReadonlySet<PoolJob>, error: unknown): void => {
    const [culprit, ...others] = batch.filter(job => !done.has(job));
    if (culprit === undefined) return;
    const count = (tried.get(culprit) ?? 0) + 1;
    tried.set(culprit, count);
    if (count >= attempts) fail(culprit, error);
    queue.putBack(count >= attempts ? undefined : culprit, others);
  };

  const work = async (slot: number): Promise<void> => {
    for (let batch = queue.next(); batch.length > 0; batch = queue.next()) {
      const done = new Set<PoolJob>();
      try {
        await drawBatch(slot, batch, done);
      } catch (error) {
        if (error instanceof PageLost) afterLoss(batch, done, error);
        // No browser any more: nothing of this batch can be drawn.
        else for (const job of batch.filter(job => !done.has(job))) fail(job, error);
      }
    }
  };
  await Promise.all(Array.from({ length: takers }, (_, slot) => work(slot)));
};
