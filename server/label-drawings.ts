/** Every form of a label as a kind of document: sealed PDF of three sizes, ZPL, a picture, many in one file. */
import type { Json } from './base/canonical.ts'
import type { Clock } from './base/calendar.ts'
import { signPdf } from './documents/sign.ts'
import { papers } from './documents/sheet.ts'
import type { Drawing } from './documents/store.ts'
import type { LabelKeys } from './label-keys.ts'
import type { LabelFacts } from './shipping/label-facts.ts'
import type { LabelPaper, LabelTools } from './shipping/label.ts'
import type { Locale, Texts } from './texts/texts.ts'
import { typefaces } from './typefaces.ts'

type Desk = {
  readonly texts: (locale: Locale) => Texts
  readonly clock: Clock
  readonly labelKeys: LabelKeys
}

/** Labels of many claims, to be drawn as one file. */
export type Bundle = {
  readonly paper: LabelPaper
  readonly labels: readonly { readonly facts: LabelFacts; readonly locale: Locale }[]
}

/** Dots to the millimetre of a picture for screens. */
const previewDots = 6

/** What draws is loaded with the first label. Facts were kept as a label's own type and come back as they were. */
export function labelDrawings({ texts, clock, labelKeys }: Desk): Readonly<Record<string, Drawing>> {
  const toolsFor = async (locale: Locale): Promise<LabelTools> => ({
    fonts: await typefaces(),
    texts: texts(locale),
    code: labelKeys.code,
    sign: (pdf) => signPdf(pdf, labelKeys.sealing, clock.now()),
  })
  const onPaper =
    (paper: LabelPaper): Drawing =>
    async (facts, locale) =>
      (await label()).drawLabel(labelIn(facts), await toolsFor(locale), paper)
  return {
    'return-label': onPaper('A4'),
    'return-label-a6': onPaper('A6'),
    'return-label-4x6': onPaper('4x6in'),
    'return-label-zpl': async (facts, locale) => {
      const { writeZpl } = await import('./shipping/zpl.ts')
      return Buffer.from(writeZpl(labelIn(facts), { texts: texts(locale), code: labelKeys.code }))
    },
    'label-preview': async (facts, locale) => {
      const { openPicture } = await import('./documents/picture.ts')
      const { sign: _sealed, ...tools } = await toolsFor(locale)
      const open = () => openPicture(tools.fonts, papers.A6, previewDots)
      return (await label()).drawLabel(labelIn(facts), { ...tools, open }, 'A6')
    },
    'label-bundle': async (facts, locale, told) => {
      const { paper, labels } = facts as unknown as Bundle
      const spoken = labels.map((one) => ({ facts: one.facts, texts: texts(one.locale) }))
      return (await label()).drawLabels(spoken, { ...(await toolsFor(locale)), told }, paper)
    },
  }
}

/** Asked for once: where sources are loaded as TypeScript, each `import()` is a question to another thread. */
const askForLabels = () => import('./shipping/label.ts')
let labels: ReturnType<typeof askForLabels> | undefined
const label = () => (labels ??= askForLabels())
const labelIn = (facts: Json): LabelFacts => facts as unknown as LabelFacts
