/** Who draws each kind of document: the one table that the press asks. A new kind of document is added here. */
import type { Json } from './base/canonical.ts'
import type { Invoice, ProposalContent } from './billing/content.ts'
import { drawInvoice, drawProposal, writeUbl } from './billing/invoice.ts'
import { openFonts } from './documents/fonts.ts'
import type { Drawing } from './documents/store.ts'
import { drawInvitation, type Invitation } from './shipping/invitation.ts'
import type { LabelFacts } from './shipping/label-facts.ts'
import { drawLabel } from './shipping/label.ts'
import type { Locale, Texts } from './texts/texts.ts'

export type DrawingDesk = { readonly texts: (locale: Locale) => Texts }

/** Typefaces are parsed once, here. Facts were kept as each room's own type and come back as they were. */
export function drawingsWith({ texts }: DrawingDesk): Readonly<Record<string, Drawing>> {
  const fonts = openFonts('templates/fonts')
  const tools = { fonts, texts }
  return {
    'return-label': (facts, locale) =>
      drawLabel(kept<LabelFacts>(facts), { fonts, texts: texts(locale), code: (_, { sscc }) => `00${sscc}` }),
    'pickup-invitation': async (facts) => drawInvitation(kept<Invitation>(facts)),
    proposal: (facts) => drawProposal(kept<ProposalContent>(facts), tools),
    invoice: (facts) => drawInvoice(kept<Invoice>(facts), tools),
    'invoice-ubl': async (facts) => writeUbl(kept<Invoice>(facts), tools),
  }
}

const kept = <Facts>(facts: Json): Facts => facts as unknown as Facts
