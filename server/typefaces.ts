/** The house's typefaces: parsed once, when something is first printed or asked whether it can be. */
import type * as Lettering from './documents/fonts.ts'

type Press = { readonly fonts: Lettering.Fonts; readonly printable: typeof Lettering.printable }

let opened: Promise<Press> | undefined

/** Loading takes a third of a second and 40 MB, which a start does not need; asking for a module again takes its while too. */
const press = (): Promise<Press> =>
  (opened ??= import('./documents/fonts.ts').then(({ openFonts, printable }) => ({
    fonts: openFonts('templates/fonts'),
    printable,
  })))

/** The typefaces themselves, for whoever draws. */
export const typefaces = async (): Promise<Lettering.Fonts> => (await press()).fonts

/** Letters that no typeface prints, each once. */
export async function missingLetters(text: string): Promise<readonly string[]> {
  const { fonts, printable } = await press()
  const found = printable(fonts, text)
  return found.ok ? [] : found.missing
}
