/** How people write what schemas hold otherwise: kilograms, lists of ticks, numbers, IBANs. Pure. */
import type { Spelling } from './forms.ts'

const one = (typed: string | readonly string[]): string =>
  (typeof typed === 'string' ? typed : (typed.at(-1) ?? '')).trim()

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** `12,5` or `12.5` (kilograms) is 12500 grams. What cannot be read stays text, for the schema to refuse. */
export const kilograms: Spelling = {
  read: (typed) => {
    const written = one(typed).replace(/\s*kg$/i, '')
    const match = /^(\d{1,4})(?:[.,](\d{1,3}))?$/.exec(written)
    if (!match) return written === '' ? undefined : written
    return Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'))
  },
  show: (value) => (typeof value === 'number' ? String(value / 1000) : text(value)),
}

/** A whole number. */
export const whole: Spelling = {
  read: (typed) => {
    const written = one(typed)
    if (/^-?\d{1,15}$/.test(written)) return Number(written)
    return written === '' ? undefined : written
  },
  show: text,
}

/** Check boxes of one name: always a list, empty when none is ticked. */
export const ticks: Spelling = {
  read: (typed) => [typed].flat().filter((value) => value !== ''),
  show: (value) => (Array.isArray(value) ? value.map(text) : []),
}

/** A single check box whose value is `yes`. Left unticked it sends nothing. */
export const tick: Spelling = {
  read: (typed) => (one(typed) === 'yes' ? true : undefined),
  show: (value) => (value === true ? 'yes' : ''),
}

/** Account numbers and serials that are printed in groups: spaces go, letters become capitals. */
export const code: Spelling = {
  read: (typed) => one(typed).replace(/\s+/g, '').toUpperCase() || undefined,
  show: text,
}

/** `1 234,5` or `1234.50` is 123450 minor units where the currency has two decimals. What cannot be read stays text. */
export const amountIn = (decimals: number): Spelling => ({
  read: (typed) => {
    const written = one(typed).replace(/\s/g, '')
    const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(written)
    const part = match?.[2] ?? ''
    if (!match || part.length > decimals) return written === '' ? undefined : written
    return Number(`${match[1]}${part.padEnd(decimals, '0')}`)
  },
  show: text,
})
