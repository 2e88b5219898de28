/**
 * How each page is looked at, and what is asked of it there. What makes axe slow are its rules, so each is asked where its
 * answer can differ. Left out by LOOKS=every, and why:
 * - Roles, structure and colours outside English: nine languages are one template with other words in it, and none has
 *   colours of its own. What words can break there (a name that is empty or missing, a page without a title, a language
 *   not named) is asked of every page in every language, at once with what depends on room.
 * - Colours of the long texts in English: the same elements as on the full page, with more words in them.
 * - Targets too near each other: dear to find, so asked at the narrowest and the largest text, where there is least room.
 * - The full page outside English: the long texts are the same page with less room.
 * Whether anything is cut off is asked of every look, in every state and language.
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

/** What a language can break: it is words that name an element, a page or a table. */
const ofWords = [
  'aria-command-name',
  'aria-input-field-name',
  'aria-toggle-field-name',
  'button-name',
  'document-title',
  'empty-heading',
  'empty-table-header',
  'frame-title',
  'html-has-lang',
  'html-lang-valid',
  'image-alt',
  'input-button-name',
  'label',
  'landmark-unique',
  'link-name',
  'page-has-heading-one',
  'role-img-alt',
  'select-name',
  'summary-name',
  'svg-img-alt',
  'table-duplicate-name',
  'valid-lang',
]

const isQuick = process.env['LOOKS'] !== 'every'

const wide: Look = {
  look: '1280 px',
  width: 1280,
  colorScheme: 'light',
  asks: ({ isThorough, locale }) =>
    isThorough ? {} : isQuick || locale === 'en' ? { without: dear } : undefined,
}
const narrow: Look = {
  look: '320 px, dark',
  width: 320,
  colorScheme: 'dark',
  asks: ({ isThorough }) => (isThorough ? { only: ['color-contrast', ...ofRoom] } : undefined),
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
  asks: ({ isThorough, locale }) =>
    width === 320 && locale !== 'en'
      ? { only: [...new Set([...ofRoom, ...ofWords])] }
      : isThorough || width === 320
        ? { only: ofRoom }
        : undefined,
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
        .map((state) => ({
          name: sample.name,
          sample,
          state,
          locale,
          isThorough: locale === 'en' && state !== 'long',
        })),
    ),
  )

/** What is looked at; by LOOKS=every all there is, a language at a time by `-t ' in de$'`. */
export const shown = (): Shown[] => (isQuick ? some() : every())
