/**
 * Element strings of GS1 barcodes (GS1 General Specifications 3.2 and 7.8): which number stands behind which application
 * identifier. Pure; knows only the identifiers that stand on transport labels and on devices.
 */

/** What scanners send for FNC1: the character itself, or the words that some of them are set to write. */
const separator = /\u001d|\u241d|<GS>|\{GS\}/gi

/** Identifiers whose length GS1 fixes, so that no separator follows them; the others end at one. */
const fixed: readonly (readonly [identifier: RegExp, length: number])[] = [
  [/^00/, 18],
  [/^0[12]/, 14],
  [/^1[1-9]/, 6],
  [/^402/, 17],
  [/^41[0-7]/, 13],
  [/^3[1-6]\d\d/, 6],
]
const variable = /^(?:10|21|22|37|24[0-3]|25[0134]|40[0-13]|42[0-7])/

/** A code that says of itself that it is GS1: by its symbology identifier (ISO/IEC 15424), or by brackets. */
const declared = /^\](?:C1|d2|Q3|e0)/

/** Values by application identifier, or undefined when the text does not read as an element string from end to end. */
export function elementsIn(text: string): ReadonlyMap<string, string> | undefined {
  const bare = text.replace(declared, '').replace(separator, '\u001d')
  const bracketed = /^\(\d{2,4}\)/.test(bare)
  return bracketed ? bracketedElements(bare) : packedElements(bare)
}

/** True when the text says that it is GS1, so that an identifier in it is no accident. */
export const saysGs1 = (text: string): boolean => declared.test(text) || /^\(\d{2,4}\)/.test(text)

function bracketedElements(text: string): ReadonlyMap<string, string> | undefined {
  const parts = [...text.matchAll(/\((\d{2,4})\)([^(]*)/g)]
  return new Map(
    parts.map(([, identifier = '', value = '']) => [identifier, value.replace(/[\s\u001d]/g, '')]),
  )
}

function packedElements(text: string): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>()
  let rest = text.replace(/^\u001d/, '')
  while (rest !== '') {
    const [pattern, length] = fixed.find(([identifier]) => identifier.test(rest)) ?? [variable, undefined]
    const [identifier] = pattern.exec(rest) ?? []
    if (!identifier) return undefined
    const after = rest.slice(identifier.length)
    const end = length ?? (after.indexOf('\u001d') < 0 ? after.length : after.indexOf('\u001d'))
    if (after.length < end || end === 0) return undefined
    found.set(identifier, after.slice(0, end))
    rest = after.slice(end).replace(/^\u001d/, '')
  }
  return found
}
