/**
 * Element strings of GS1 barcodes (GS1 General Specifications 3.2 and 7.8): which number stands behind which application
 * identifier. Pure; knows only the identifiers that stand on transport labels and on devices.
 */

/** Stands for FNC1 here: no element may hold it (GS1 General Specifications 7.11). */
const separator = '|'

/** FNC1 as scanners send it: the group separator, or the words that some are set to write. */
const withSeparators = (text: string): string =>
  text
    .replaceAll(String.fromCharCode(29), separator)
    .replaceAll('\u241d', separator)
    .replace(/<GS>|\{GS\}/gi, separator)

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
  const bare = withSeparators(text.replace(declared, ''))
  const bracketed = /^\(\d{2,4}\)/.test(bare)
  return bracketed ? bracketedElements(bare) : packedElements(bare)
}

/** True when the text says that it is GS1, so that an identifier in it is no accident. */
export const saysGs1 = (text: string): boolean => declared.test(text) || /^\(\d{2,4}\)/.test(text)

function bracketedElements(text: string): ReadonlyMap<string, string> | undefined {
  const parts = [...text.matchAll(/\((\d{2,4})\)([^(]*)/g)]
  return new Map(parts.map(([, identifier = '', value = '']) => [identifier, value.replace(/[\s|]/g, '')]))
}

function packedElements(text: string): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>()
  let rest = withoutFirst(text)
  while (rest !== '') {
    const [pattern, length] = fixed.find(([identifier]) => identifier.test(rest)) ?? [variable, undefined]
    const [identifier] = pattern.exec(rest) ?? []
    if (!identifier) return undefined
    const after = rest.slice(identifier.length)
    const end = length ?? (after.includes(separator) ? after.indexOf(separator) : after.length)
    if (after.length < end || end === 0) return undefined
    found.set(identifier, after.slice(0, end))
    rest = withoutFirst(after.slice(end))
  }
  return found
}

const withoutFirst = (text: string): string => (text.startsWith(separator) ? text.slice(1) : text)
