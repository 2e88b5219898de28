/** Who draws each kind of document: the one table that the press asks. A new kind of document is added here. */
import type { Json } from './base/canonical.ts'
import type { Invoice, ProposalContent } from './billing/content.ts'
import type { Fonts } from './documents/fonts.ts'
import type { Drawing } from './documents/store.ts'
import type { Invitation } from './shipping/invitation.ts'
import type { LabelFacts } from './shipping/label-facts.ts'
import type { Locale, Texts } from './texts/texts.ts'

export type DrawingDesk = { readonly texts: (locale: Locale) => Texts }

/**
 * Facts were kept as each room's own type and come back as they were. What draws is loaded, and typefaces are parsed,
 * at the first document: a third of a second and 40 MB that a start does not need.
 */
export function drawingsWith({ texts }: DrawingDesk): Readonly<Record<string, Drawing>> {
  let fonts: Fonts | undefined
  const openedFonts = async (): Promise<Fonts> =>
    (fonts ??= (await import('./documents/fonts.ts')).openFonts('templates/fonts'))
  const label = () => import('./shipping/label.ts')
  const invoice = () => import('./billing/invoice.ts')
  return {
    'return-label': async (facts, locale) => {
      const tools = { fonts: await openedFonts(), texts: texts(locale) }
      return (await label()).drawLabel(kept<LabelFacts>(facts), {
        ...tools,
        code: (_, { sscc }) => `00${sscc}`,
      })
    },
    'pickup-invitation': async (facts) =>
      (await import('./shipping/invitation.ts')).drawInvitation(kept<Invitation>(facts)),
    proposal: async (facts) =>
      (await invoice()).drawProposal(kept<ProposalContent>(facts), { fonts: await openedFonts(), texts }),
    invoice: async (facts) =>
      (await invoice()).drawInvoice(kept<Invoice>(facts), { fonts: await openedFonts(), texts }),
    'invoice-ubl': async (facts) => (await invoice()).writeUbl(kept<Invoice>(facts), { texts }),
  }
}

const kept = <Facts>(facts: Json): Facts => facts as unknown as Facts
