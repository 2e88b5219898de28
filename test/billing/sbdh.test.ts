import { Temporal } from 'temporal-polyfill'
import { everyTreatment } from '../../scripts/samples/sales.ts'
import { xmlOf } from '../../server/base/xml.ts'
import type { Invoice } from '../../server/billing/content.ts'
import { eInvoiceOf } from '../../server/billing/e-invoice.ts'
import { wordsFor } from '../../server/billing/invoice.ts'
import { envelopeOf } from '../../server/billing/sbdh.ts'
import { ublOf } from '../../server/documents/ubl.ts'
import { openTexts } from '../../server/texts/texts.ts'

const texts = openTexts('templates/locales')
const named = {
  instanceId: '0b0c0a5e-6c1f-4a8e-9d50-6b8f3c3f0d11',
  at: Temporal.Instant.from('2026-11-21T09:00:00Z'),
}
const invoice: Invoice = {
  number: 'TI-SB-2026-000001',
  type: '389',
  issuedOn: '2026-11-21',
  content: everyTreatment['intra-community'],
}
const wrapped = (one: Invoice): string =>
  envelopeOf(one, ublOf(eInvoiceOf(one, wordsFor(one.content, texts))), named)

test('the buyer sends, the seller receives, under the process of self-billing', () => {
  const envelope = wrapped(invoice)
  const [, sender] = /<Sender>\s*<Identifier[^>]*>([^<]+)/.exec(envelope) ?? []
  const [, receiver] = /<Receiver>\s*<Identifier[^>]*>([^<]+)/.exec(envelope) ?? []
  expect({ sender, receiver }).toEqual({ sender: '9930:DE136695976', receiver: '0184:13585628' })
  expect(envelope).toContain('<InstanceIdentifier>urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0<')
  expect(envelope).toContain(`<InstanceIdentifier>${named.instanceId}<`)
  expect(envelope.match(/<\?xml/g)).toHaveLength(1)
  expect(envelope.match(/<Invoice xmlns=/g)).toHaveLength(1)
  expect(envelope.trimEnd()).toMatch(/<\/StandardBusinessDocument>$/)
})

test('what the document says is not read as a pattern of replacement', () => {
  const said = xmlOf('Invoice', { Note: "$& $1 $' $`" })
  expect(envelopeOf(invoice, said, named)).toContain(said.replace(/^<\?xml[^>]*\?>\s*/, ''))
})

test('a credit note travels as one', () => {
  const corrects = { number: 'TI-SB-2026-000001', issuedOn: '2026-11-21', reason: 'Wrong device' }
  const credit: Invoice = { ...invoice, number: 'TI-CN-2026-000001', type: '261', corrects }
  expect(wrapped(credit)).toContain('<Type>CreditNote</Type>')
})

test('nothing travels to a seller without an electronic address', () => {
  const nowhere = { ...invoice.content.seller, vatId: null, registrationNumber: null }
  const content = { ...invoice.content, seller: nowhere }
  expect(() => envelopeOf({ ...invoice, content }, '', named)).toThrow('no electronic addresses')
})
