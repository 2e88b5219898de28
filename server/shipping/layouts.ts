/**
 * What a scanner meant that types like an American keyboard into a computer with a Danish or German one: the computer
 * shows what stands on those keys there. Pure, and never sure: gives readings, whoever looks them up takes the one that is.
 */

/** By what the computer shows: what the scanner sent. A dead key arrives as the accent itself. */
const danish: Readonly<Record<string, string>> = {
  '+': '-', '´': '=', å: '[', '¨': ']', æ: ';', ø: "'", "'": '\\', '-': '/', '½': '`',
  '?': '_', '`': '+', Å: '[', '^': '}', Æ: ':', Ø: '"', '*': '|', ';': '<', ':': '>', _: '?',
  '"': '@', '¤': '$', '&': '^', '/': '&', '(': '*', ')': '(', '=': ')', '§': '~',
} // prettier-ignore

const german: Readonly<Record<string, string>> = {
  ß: '-', '´': '=', ü: '[', '+': ']', ö: ';', ä: "'", '#': '\\', '-': '/', '^': '`',
  '?': '_', '`': '+', Ü: '[', '*': '}', Ö: ':', Ä: '"', "'": '|', ';': '<', ':': '>', _: '?',
  '"': '@', '§': '#', '&': '^', '/': '&', '(': '*', ')': '(', '=': ')', '°': '~',
  y: 'z', z: 'y', Y: 'Z', Z: 'Y',
} // prettier-ignore

/** The text as it came, then as a Danish and as a German keyboard would have distorted it; each spelling once. */
export const readingsOf = (typed: string): readonly string[] => [
  ...new Set([typed, ...[danish, german].map((keys) => undone(typed, keys))]),
]

const undone = (typed: string, keys: Readonly<Record<string, string>>): string =>
  [...typed].map((character) => keys[character] ?? character).join('')
