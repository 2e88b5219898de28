/**
 * How each page is looked at, and what is asked of it there. What makes axe slow are its rules, so each is asked where its
 * answer can differ: colours once for each scheme, since no language has its own; what depends on room at each width and
 * size of text; what is said of elements in every language. Whether anything is cut off is asked of every look.
 */
import { samples, statesOf } from '../../scripts/samples/site.ts'
import type { Sample } from '../../scripts/samples/sample.ts'
import type { State } from '../../scripts/samples/states.ts'
import { type Locale, locales } from '../../server/texts/texts.ts'
import type { Asked } from './axe.ts'

export type Shown = {
  readonly name: string
  readonly sample: Sample
  readonly state: State
  readonly locale: Locale
  /** The page that is asked everything; the others are asked what may differ from it. */
  readonly isThorough: boolean
}

export type Look = {
  readonly look: string
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
  /** Text twice as large, as a browser's setting makes it (WCAG 1.4.4). */
  readonly large?: true
  /** What axe is asked; nothing when it gives undefined. */
  readonly asks: (shown: Shown) => Asked | undefined
}

/** What takes axe longest: each colour and each distance is looked up by itself. */
const dear = ['color-contrast', 'target-size']
/** What may differ between two widths or sizes of text; the rest is the same HTML. */
const ofRoom = ['target-size', 'scrollable-region-focusable', 'empty-heading', 'link-name']

const isQuick = process.env['LOOKS'] !== 'every'

const wide: Look = {
  look: '1280 px',
  width: 1280,
  colorScheme: 'light',
  asks: ({ isThorough }) => (isThorough ? {} : { without: dear }),
}
const narrow: Look = {
  look: '320 px, dark',
  width: 320,
  colorScheme: 'dark',
  asks: ({ isThorough }) =>
    isThorough ? { only: ['color-contrast', ...ofRoom] } : isQuick ? undefined : { only: ofRoom },
}
const middle: Look = {
  look: '768 px',
  width: 768,
  colorScheme: 'light',
  asks: ({ isThorough }) => (isThorough ? { only: ofRoom } : undefined),
}
const large = [1280, 768, 320].map((width): Look => ({
  look: `${width} px, text twice as large`,
  width,
  colorScheme: 'light',
  large: true,
  asks: ({ isThorough }) => (isThorough || width === 320 ? { only: ofRoom } : undefined),
}))

/** A page is loaded once and then seen each of these ways. */
export const looks: readonly Look[] = isQuick ? [wide, narrow] : [wide, narrow, middle, ...large]

const isFirst = (sample: Sample): boolean =>
  samples.find(({ template }) => template === sample.template) === sample

/** Each sample once; its state and the language that it speaks go round, page by page. */
const some = (): Shown[] =>
  samples.map((sample, place) => {
    const all = statesOf(sample)
    const state = all[place % all.length] ?? 'full'
    const locale = locales[place % locales.length] ?? 'en'
    return { name: sample.name, sample, state, locale, isThorough: isFirst(sample) }
  })

/** Every state in every language. Outside English the long texts stand for the full page: the same one, with less room. */
const every = (): Shown[] =>
  locales.flatMap((locale) =>
    samples.flatMap((sample) =>
      statesOf(sample)
        .filter((state) => locale === 'en' || state !== 'full')
        .map((state) => ({ name: sample.name, sample, state, locale, isThorough: locale === 'en' })),
    ),
  )

/** What is looked at; by LOOKS=every all there is, a language at a time by `-t ' in de$'`. */
export const shown = (): Shown[] => (isQuick ? some() : every())
