/** What one look at the machine found. `missing` keeps the main job from being done, a `warning` does not. */
export type Check = {
  readonly id: string;
  readonly title: string;
  readonly state: 'ok' | 'warning' | 'missing';
  /** One line: what is so. */
  readonly text: string;
  /** Commands, or what else to do; empty where nothing needs mending. */
  readonly mend: readonly string[];
  /** The same for programs. */
  readonly details: Readonly<Record<string, unknown>>;
};
