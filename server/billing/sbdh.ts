/**
 * The envelope in which Peppol carries a document (SBDH): who sends, who receives, what it is and under which process.
 * Source: Peppol Business Message Envelope 2.0. Pure; knows no access point.
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { xmlOf } from '../base/xml.ts'
import type { Invoice } from './content.ts'
import { partyIds, type Identifier } from './e-invoice.ts'
import { peppolIds, travelsByPeppol } from './ubl.ts'

const roots = { '389': 'Invoice', '261': 'CreditNote' } as const

/**
 * The UBL of an invoice in its envelope, UTF-8. `instanceId` names this sending for ever: a receiver that sees it twice
 * has one document. @throws Error for an invoice of which a side has no electronic address.
 */
export function envelopeOf(
  invoice: Invoice,
  ubl: string,
  { instanceId, at }: { readonly instanceId: string; readonly at: Temporal.Instant },
): string {
  const { seller, buyer } = invoice.content
  // The buyer writes the document, so the buyer sends it (self-billing).
  const from = partyIds(buyer, invoice, 'buyer').endpoint
  const to = partyIds(seller, invoice, 'seller').endpoint
  if (!from || !to || !travelsByPeppol(invoice))
    throw new Error(`${invoice.number} has no electronic addresses`)
  const root = roots[invoice.type]
  const standard = `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`
  const header = {
    HeaderVersion: '1.0',
    Sender: { Identifier: participant(from) },
    Receiver: { Identifier: participant(to) },
    DocumentIdentification: {
      Standard: standard,
      TypeVersion: '2.1',
      InstanceIdentifier: instanceId,
      Type: root,
      CreationDateAndTime: instantText(at),
    },
    BusinessScope: {
      Scope: [
        {
          Type: 'DOCUMENTID',
          InstanceIdentifier: `${standard}::${root}##${peppolIds.customization}::2.1`,
          Identifier: 'busdox-docid-qns',
        },
        {
          Type: 'PROCESSID',
          InstanceIdentifier: peppolIds.profile,
          Identifier: 'cenbii-procid-ubl',
        },
        { Type: 'COUNTRY_C1', InstanceIdentifier: buyer.country },
      ],
    },
  }
  const envelope = xmlOf('StandardBusinessDocument', {
    '@xmlns': 'http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader',
    StandardBusinessDocumentHeader: header,
  })
  const document = ubl.replace(/^<\?xml[^>]*\?>\s*/, '')
  return envelope.replace(
    /\n<\/StandardBusinessDocument>$/,
    () => `\n${document}\n</StandardBusinessDocument>`,
  )
}

const participant = ({ id, scheme = '' }: Identifier) => ({
  '@Authority': 'iso6523-actorid-upis',
  '#': `${scheme}:${id}`,
})
