/** A mail as a program set to dark shows it, whatever the reader's own setting is. Pure. */

/** The same HTML with its rules for dark always on. */
export const inDark = (html: string): string =>
  html
    .replaceAll(/@media\s*\(prefers-color-scheme:\s*dark\)/g, '@media all')
    .replaceAll(/(color-schemes?:\s*)light dark/g, '$1dark')
    .replaceAll('content="light dark"', 'content="dark"')
