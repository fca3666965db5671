/** Control characters, line ends, what turns the direction of text, and halves of characters. */
const unwritable = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;

/** Text from outside as one line: no terminal and no prompt sees more in it than words. */
export const oneLine = (text: string): string => text.replace(unwritable, ' ').replace(/\s+/gu, ' ').trim();
