const conflict =
  /^<{7}(?: .*)?\r?\n([\s\S]*?)(?:^\|{7}(?: .*)?\r?\n[\s\S]*?)?^={7}\r?\n[\s\S]*?^>{7}(?: .*)?(?:\r?\n|(?![\s\S]))/gm;

/** Whether version control left both sides of a merge in a text. */
export const hasConflict = (text: string): boolean => text.search(conflict) !== -1;

/** A text that version control could not merge as it was on the own side of each conflict; others as they are. Pure. */
export const ownSide = (text: string): string => text.replace(conflict, '$1');
