import type { z } from 'zod';
import type { Persona, PersonaStage } from './persona.ts';

/** A door is what is slow, dear or outside: a function type here, its implementations under io/. */

/** One question to a model. What stands first is the same for all calls of a stage, so that a prompt cache can hold it. */
export type Call<T> = {
  readonly stage: PersonaStage;
  /** Id of the decision that is asked about, or the name of the system: for messages, files and the order of a batch. */
  readonly subject: string;
  /** Its prompt is the first part of the system prompt; its model says whom to ask. */
  readonly persona: Persona;
  /** Second part of the system prompt: method, catalogue, requirements; the same for all calls of a stage. */
  readonly shared: string;
  /** What changes from call to call: the user's turn. */
  readonly prompt: string;
  /** Of the answer, the same for all calls of a stage; made for structured output (no records, tuples, transforms). */
  readonly schema: z.ZodType<T>;
  /**
   * What schema and rules together still find wrong with an answer of the right shape, one sentence each; it is fed
   * back once, for a repair.
   */
  readonly faults?: (value: T) => readonly string[];
  /** Keys of the answers that this question rests on: another answer there is another question here. */
  readonly upstream?: readonly string[];
};

/** What a call cost. Tokens as the service counts them; fields that a server leaves out are 0. */
export type Usage = {
  readonly model: string;
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  /** US dollars by the table of prices; null for a model without a price. */
  readonly usd: number | null;
};

export type Answer<T> = {
  readonly value: T;
  /** Of all requests that it took, repairs among them; of a stored answer what it cost when it was asked. */
  readonly usage: Usage;
  readonly stopReason: string;
  /** Content address: names the file under `.adrgen/answers`. */
  readonly key: string;
  /** True where it came from the store and nothing was asked. */
  readonly stored: boolean;
};

/**
 * Asks a model. Throws a Problem with exit code 3 where the service fails or refuses, 4 where the budget does not
 * allow the call, 1 where nothing may be asked and no answer is stored. Cache, retry, budget and recording wrap it;
 * no stage knows. Every implementation passes test/io/ask-contract.ts.
 *
 * Message Batches fit in behind it: a stage asks all its questions before it awaits the first, so that an
 * implementation can gather them, submit one batch for the stage, and resolve each promise as its result comes in;
 * `Answer.key` is then the batch's `custom_id`.
 */
export type Ask = <T>(call: Call<T>) => Promise<Answer<T>>;

/** One diagram to draw. */
export type Picture = {
  /** Names the picture in messages and files: a path without extension, relative to the output folder. */
  readonly name: string;
  /** Mermaid source text. */
  readonly source: string;
};

/** What came of one picture. A diagram that fails never takes the others with it. */
export type Drawing =
  | {
      readonly ok: true;
      readonly name: string;
      /** Stand-alone, valid XML, with width and height, no script and no outside reference. */
      readonly svg: string;
      /** Drawn by the same browser page, for a docs page at twice its width in pixels. */
      readonly png: Uint8Array;
      /** Characters of the source for which no font of this machine had a glyph. */
      readonly missingGlyphs: readonly string[];
    }
  | { readonly ok: false; readonly name: string; readonly reason: string };

/**
 * Draws all pictures; the answers stand in the order of the pictures. A picture that cannot be drawn is an
 * answer with `ok: false`. Throws a `BrowserMissing` problem when there is no browser at all.
 */
export type Draw = (pictures: readonly Picture[]) => Promise<readonly Drawing[]>;
