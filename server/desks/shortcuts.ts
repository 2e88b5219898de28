/**
 * The keys of the desks, as one table: the help that `?` opens lists it, and the script does what it says. A person can
 * switch them off, since somebody who dictates words presses single letters without wanting to (WCAG 2.2, 2.1.4).
 */

export type Shortcut = {
  /** Keys one after the other, as `KeyboardEvent.key` names them. */
  readonly keys: readonly string[]
  /** A desk to open, named under `pages.desk`; or something on the page, told under `shortcuts.act`. */
  readonly desk?: string
  readonly act?: 'help' | 'find' | 'next' | 'previous'
  readonly href?: string
}

/** What works on every page. */
const acts: readonly Shortcut[] = [
  { keys: ['?'], act: 'help' },
  { keys: ['/'], act: 'find' },
  { keys: ['j'], act: 'next' },
  { keys: ['k'], act: 'previous' },
]

/** After `g`, the letter of a desk. */
const letterOf: Readonly<Record<string, string>> = {
  home: 'h',
  review: 'r',
  pickups: 'p',
  carriers: 'c',
  labels: 'l',
  receive: 'e',
  audit: 'a',
  floor: 'f',
  proposals: 's',
  invoices: 'i',
  payments: 'y',
  programmes: 'o',
  jobs: 'm',
  webhooks: 'w',
  mails: 'n',
  privacy: 'd',
  accounts: 't',
}

/** The cookie that switches them off. */
export const shortcutsCookie = 'shortcuts'

/** The keys of somebody who may open these desks. */
export const shortcutsFor = (desks: readonly string[]): readonly Shortcut[] => [
  ...acts,
  ...['home', ...desks].flatMap((desk) => {
    const letter = letterOf[desk]
    return letter ? [{ keys: ['g', letter], desk, href: desk === 'home' ? '/desk' : `/desk/${desk}` }] : []
  }),
]
