import type { Invoice } from '../../server/billing/content.ts'
import { composeCredit, creditedSoFar } from '../../server/billing/correction.ts'
import { eInvoiceOf } from '../../server/billing/e-invoice.ts'
import { drawInvoice, drawProposal } from '../../server/billing/invoice.ts'
import { ciiOf } from '../../server/documents/cii.ts'
import { openFonts } from '../../server/documents/fonts.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { composed, everyTreatment, facts, laptop, tower } from '../../scripts/samples/sales.ts'
import { seenIn } from './visible-text.ts'

const texts = openTexts('templates/locales')
const tools = { fonts: openFonts('templates/fonts'), texts }

const invoiceOf = (content: Invoice['content']): Invoice => ({
  number: 'SB-DK-2026-000001',
  type: '389',
  issuedOn: '2026-11-21',
  content,
})

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

test.each(Object.entries(everyTreatment))(
  '%s: the words of the law, in Danish and English',
  async (name, content) => {
    const { pages } = await seenIn(await drawInvoice(invoiceOf(content), tools))
    const [page = ''] = pages
    expect(page).toContain('Selvfakturering / Self-billing')
    expect(page).toContain('SB-DK-2026-000001')
    for (const { treatment } of content.vat) {
      const mention = texts('da').text(`invoice.vat.${treatment}`)
      expect([name, page.replace(/\s/g, '')]).toEqual([
        name,
        expect.stringContaining(mention.replace(/\s/g, '')),
      ])
    }
    expect(plain(page)).toContain(
      plain(texts('da').money({ amountMinor: content.totals.payableMinor, currency: 'DKK' })),
    )
  },
)

test('a registration number as long as the form lets it be is drawn whole', async () => {
  const content = everyTreatment['not-registered']
  const registrationNumber = 'W'.repeat(40)
  const long = { ...content, seller: { ...content.seller, registrationNumber } }
  const [page = ''] = (await seenIn(await drawInvoice(invoiceOf(long), tools))).pages
  expect(page.replaceAll(/\s/g, '')).toContain(registrationNumber)
})

test('a settlement note shows no VAT number and no VAT column (R49)', async () => {
  const { pages, attachments } = await seenIn(
    await drawInvoice(invoiceOf(everyTreatment['not-registered']), tools),
  )
  expect(pages[0]).toContain('Afregning uden moms')
  expect(pages[0]).toContain('Ikke momsregistreret')
  expect(pages[0]).not.toMatch(/DK10150817|ekskl\. moms|25 %/)
  expect(attachments['factur-x.xml']).not.toContain('DK10150817')
})

test('a proposal says that it is none, bears no number, and carries no XML (A2)', async () => {
  const { pages, attachments } = await seenIn(await drawProposal(composed(), tools))
  expect(pages[0]).toContain('Forslag – ikke en faktura / Proposal – not an invoice')
  expect(pages[0]).not.toContain('SB-DK')
  expect(attachments).toEqual({})
})

test('the XML inside is the CII of the same invoice, and neither shows the whole account', async () => {
  const invoice = invoiceOf(composed({ units: [tower, laptop] }))
  const { pages, attachments } = await seenIn(await drawInvoice(invoice, tools))
  expect(attachments['factur-x.xml']).toBe(
    ciiOf(eInvoiceOf(invoice, { own: texts('da'), english: texts('en') })),
  )
  expect(pages[0]).toContain('DK50 •••• •••• ••62 43')
  expect(attachments['factur-x.xml']).not.toContain(facts.account.iban)
})

test('a credit note names what it corrects, and promises no payment', async () => {
  const original = invoiceOf(composed())
  const credit: Invoice = {
    number: 'SBK-DK-2026-000001',
    type: '261',
    issuedOn: '2026-11-25',
    content: composeCredit(original.content, [{ no: 1 }], creditedSoFar([])),
    corrects: { number: original.number, issuedOn: original.issuedOn, reason: 'Anden model' },
  }
  const { pages } = await seenIn(await drawInvoice(credit, tools))
  expect(pages[0]).toContain('Retter SB-DK-2026-000001 af 21. november 2026: Anden model')
  expect(pages[0]).not.toContain('Udbetales')
})

test('sixty lines run over pages that count themselves, each line once', async () => {
  const units = Array.from({ length: 60 }, (_, n) => ({ ...tower, id: n, serial: `SERIAL${n}X` }))
  const { pages } = await seenIn(await drawInvoice(invoiceOf(composed({ units })), tools))
  expect(pages.length).toBeGreaterThan(2)
  for (const [index, page] of pages.entries()) expect(page).toContain(`Side ${index + 1} af ${pages.length}`)
  for (const { serial } of units) expect(pages.join(' ').split(serial)).toHaveLength(2)
})

test.each([`Jørgensen & <Søn> "A/S" 'æøåß€'`, 'x'.repeat(120), 'Ø'.repeat(120)])(
  'a company called %s fits',
  async (name) => {
    const content = composed({
      seller: { ...facts.seller, name },
      account: { ...facts.account, holder: name },
    })
    const bytes = await drawInvoice(invoiceOf(content), tools)
    expect((await seenIn(bytes)).pages[0]?.replace(/\s/g, '')).toContain(name.replace(/\s/g, ''))
  },
)

test('in English everything is said once', async () => {
  const { pages } = await seenIn(await drawInvoice(invoiceOf(composed({ locale: 'en' })), tools))
  expect(pages[0]).toContain('Self-billing invoice')
  expect(pages[0]).not.toMatch(/Selvfakturering|Self-billing \/ Self-billing/)
})

test('made again it is the same file, byte for byte (N4)', async () => {
  const draw = () => drawInvoice(invoiceOf(everyTreatment.mixed), tools)
  expect((await draw()).equals(await draw())).toBe(true)
  expect(
    (await drawProposal(everyTreatment.mixed, tools)).equals(await drawProposal(everyTreatment.mixed, tools)),
  ).toBe(true)
})
