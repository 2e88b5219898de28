/** The house's typefaces: parsed once, when something is first printed or asked whether it can be. */
import type { Fonts } from './documents/fonts.ts'

let opened: Promise<Fonts> | undefined

/** Loading takes a third of a second and 40 MB, which a start does not need. */
export const typefaces = (): Promise<Fonts> =>
  (opened ??= import('./documents/fonts.ts').then(({ openFonts }) => openFonts('templates/fonts')))

/** Letters that no typeface prints, each once. */
export async function missingLetters(text: string): Promise<readonly string[]> {
  const { printable } = await import('./documents/fonts.ts')
  const found = printable(await typefaces(), text)
  return found.ok ? [] : found.missing
}
