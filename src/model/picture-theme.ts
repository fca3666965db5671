/** How `render` draws: `house` is the look of the pictures of documents, the others are mermaid's own. */
export const pictureThemes = ['house', 'default', 'neutral', 'dark', 'forest', 'base'] as const;
export type PictureTheme = (typeof pictureThemes)[number];
