/** What conditions can speak of: a closed vocabulary of paths over the requirements. */
export type FactValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'list'; readonly values: readonly string[] }
  /** Not said in the file, or said to be unknown. */
  | { readonly kind: 'unknown' };

/** Total: any path of the vocabulary has a value, `unknown` included. Paths outside it throw. */
export type Facts = (path: string) => FactValue;
