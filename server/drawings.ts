/** Who draws each kind of document: the one table that the press asks. A new kind of document is added here. */
import type { ErasureFacts } from './audit/erasure-certificate.ts'
import type { PackFacts } from './audit/evidence-pack.ts'
import type { Clock } from './base/calendar.ts'
import type { Invoice, ProposalContent } from './billing/content.ts'
import type { TransportFacts } from './billing/transport-statement.ts'
import type { AgreementFacts } from './claims/agreeing.ts'
import { signPdf } from './documents/sign.ts'
import type { Drawing } from './documents/store.ts'
import type { Vault } from './evidence/vault.ts'
import { labelDrawings } from './label-drawings.ts'
import type { LabelKeys } from './label-keys.ts'
import type { ChargeInvoiceFacts } from './payments/charge-invoice.ts'
import type { Invitation } from './shipping/invitation.ts'
import type { ManifestPaperFacts } from './shipping/carriers/manifest-facts.ts'
import type { ManifestFacts } from './shipping/manifest.ts'
import type { ReceiptFacts } from './shipping/receipt.ts'
import type { Locale, Texts } from './texts/texts.ts'
import { typefaces } from './typefaces.ts'

export type DrawingDesk = {
  readonly texts: (locale: Locale) => Texts
  readonly clock: Clock
  readonly labelKeys: LabelKeys
  readonly vault: Pick<Vault, 'get'>
}

/** Asked for once, as labels are: month's ends draw thousands. */
const askForInvoices = () => import('./billing/invoice.ts')
let invoices: ReturnType<typeof askForInvoices> | undefined
const invoice = () => (invoices ??= askForInvoices())
const invitation = () => import('./shipping/invitation.ts')

/**
 * What draws is loaded at the first document, which a start does not need. Facts were kept as each room's own type and come back as they were.
 */
export function drawingsWith({
  texts,
  clock,
  labelKeys,
  vault,
}: DrawingDesk): Readonly<Record<string, Drawing>> {
  const seal = (pdf: Buffer): Buffer => signPdf(pdf, labelKeys.sealing, clock.now())
  return {
    ...labelDrawings({ texts, clock, labelKeys }),
    // The carrier drew it; it is kept as it came.
    'carrier-label': async (facts) => vault.get((facts as { sha256: string }).sha256),
    'hand-over-receipt': async (facts, locale) => {
      const tools = { fonts: await typefaces(), texts: texts(locale), sign: seal }
      return (await import('./shipping/receipt.ts')).drawReceipt(facts as unknown as ReceiptFacts, tools)
    },
    'pickup-manifest': async (facts, locale) =>
      (await import('./shipping/manifest.ts')).drawManifest(facts as unknown as ManifestFacts, {
        fonts: await typefaces(),
        texts: texts(locale),
      }),
    'carrier-manifest': async (facts, locale) =>
      (await import('./shipping/carriers/manifest-paper.ts')).drawCarrierManifest(
        facts as unknown as ManifestPaperFacts,
        { fonts: await typefaces(), texts: texts(locale) },
      ),
    'pickup-invitation': async (facts) => (await invitation()).drawInvitation(facts as unknown as Invitation),
    proposal: async (facts) =>
      (await invoice()).drawProposal(facts as unknown as ProposalContent, {
        fonts: await typefaces(),
        texts,
      }),
    invoice: async (facts) =>
      (await invoice()).drawInvoice(facts as unknown as Invoice, { fonts: await typefaces(), texts }),
    'credit-note': async (facts) =>
      (await invoice()).drawInvoice(facts as unknown as Invoice, { fonts: await typefaces(), texts }),
    'credit-note-ubl': async (facts) => (await invoice()).writeUbl(facts as unknown as Invoice, { texts }),
    'transport-statement': async (facts) =>
      (await import('./billing/transport-statement.ts')).drawTransportStatement(
        facts as unknown as TransportFacts,
        { fonts: await typefaces(), texts },
      ),
    'charge-invoice': async (facts, locale) =>
      (await import('./payments/charge-invoice.ts')).drawChargeInvoice(
        facts as unknown as ChargeInvoiceFacts,
        locale,
        { fonts: await typefaces(), texts },
      ),
    'charge-invoice-ubl': async (facts, locale) =>
      (await import('./payments/charge-e-invoice.ts')).writeChargeUbl(
        facts as unknown as ChargeInvoiceFacts,
        texts(locale),
      ),
    'self-billing-agreement': async (facts, locale) =>
      (await import('./billing/agreement.ts')).drawAgreement(facts as unknown as AgreementFacts, locale, {
        fonts: await typefaces(),
        texts,
      }),
    'audit-evidence': async (facts, locale) => {
      const tools = { fonts: await typefaces(), texts: texts(locale), picture: vault.get }
      const { drawEvidencePack } = await import('./audit/evidence-pack.ts')
      return seal(await drawEvidencePack(facts as unknown as PackFacts, locale, tools))
    },
    'erasure-certificate': async (facts, locale) => {
      const tools = { fonts: await typefaces(), texts: texts(locale) }
      const { drawErasureCertificate } = await import('./audit/erasure-certificate.ts')
      return seal(await drawErasureCertificate(facts as unknown as ErasureFacts, locale, tools))
    },
    'invoice-ubl': async (facts) => (await invoice()).writeUbl(facts as unknown as Invoice, { texts }),
  }
}
