/** Who draws each kind of document: the one table that the press asks. A new kind of document is added here. */
import type { Invoice, ProposalContent } from './billing/content.ts'
import type { Fonts } from './documents/fonts.ts'
import type { Drawing } from './documents/store.ts'
import type { Invitation } from './shipping/invitation.ts'
import type { LabelFacts } from './shipping/label-facts.ts'
import type { LabelTools } from './shipping/label.ts'
import type { Locale, Texts } from './texts/texts.ts'

export type DrawingDesk = { readonly texts: (locale: Locale) => Texts }

/** GS1 application identifier 00 and the parcel's number, as the bars say it. */
const elementString: LabelTools['code'] = (_facts, { sscc }) => `00${sscc}`

const label = () => import('./shipping/label.ts')
const invoice = () => import('./billing/invoice.ts')
const invitation = () => import('./shipping/invitation.ts')

/**
 * What draws is loaded, and typefaces are parsed, at the first document: a third of a second and 40 MB that a start does
 * not need. Facts were kept as each room's own type and come back as they were.
 */
export function drawingsWith({ texts }: DrawingDesk): Readonly<Record<string, Drawing>> {
  let opened: Fonts | undefined
  const fonts = async (): Promise<Fonts> =>
    (opened ??= (await import('./documents/fonts.ts')).openFonts('templates/fonts'))
  return {
    'return-label': async (facts, locale) => {
      const tools = { fonts: await fonts(), texts: texts(locale) }
      return (await label()).drawLabel(facts as unknown as LabelFacts, { ...tools, code: elementString })
    },
    'pickup-invitation': async (facts) => (await invitation()).drawInvitation(facts as unknown as Invitation),
    proposal: async (facts) =>
      (await invoice()).drawProposal(facts as unknown as ProposalContent, { fonts: await fonts(), texts }),
    invoice: async (facts) =>
      (await invoice()).drawInvoice(facts as unknown as Invoice, { fonts: await fonts(), texts }),
    'invoice-ubl': async (facts) => (await invoice()).writeUbl(facts as unknown as Invoice, { texts }),
  }
}
