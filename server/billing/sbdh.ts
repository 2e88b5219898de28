/**
 * The envelope in which Peppol carries a document (SBDH): who sends, who receives, what it is and under which process.
 * Source: Peppol Business Message Envelope 2.0. Pure; knows no access point.
 */
import type { Temporal } from 'temporal-polyfill'
import { instantText } from '../base/calendar.ts'
import { xmlOf } from '../base/xml.ts'
import type { Identifier } from '../documents/e-invoice.ts'
import { ublKinds } from '../documents/ubl.ts'
import type { Invoice } from './content.ts'
import { sidesOf } from './e-invoice.ts'

/**
 * The UBL of an invoice in its envelope, UTF-8. `instanceId` names this sending for ever: a receiver that sees it twice
 * has one document. @throws Error for an invoice of which a side has no electronic address.
 */
export function envelopeOf(
  invoice: Invoice,
  ubl: string,
  { instanceId, at }: { readonly instanceId: string; readonly at: Temporal.Instant },
): string {
  const { seller, buyer } = sidesOf(invoice.content)
  // The buyer writes the document, so the buyer sends it (self-billing).
  const { endpoint: from } = buyer.ids
  const { endpoint: to } = seller.ids
  if (!from || !to) throw new Error(`${invoice.number} has no electronic addresses`)
  const { root, peppol } = ublKinds[invoice.type]
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
          InstanceIdentifier: `${standard}::${root}##${peppol.customization}::2.1`,
          Identifier: 'busdox-docid-qns',
        },
        {
          Type: 'PROCESSID',
          InstanceIdentifier: peppol.profile,
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
