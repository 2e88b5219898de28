/** The buyer's copy of a signed agreement (R48): only where the programme says so, and without the participant's link. */
import type { Letter } from '../../server/mail/mails.ts'
import { agreementLetter } from '../../server/letters/agreement.ts'
import { openTexts } from '../../server/texts/texts.ts'
import { claimOf } from '../claims/samples.ts'
import { programme } from '../programmes/samples.ts'

const desk = { linkTo: () => 'https://trade-in.example/c/TI-1/secret', texts: openTexts('templates/locales') }
const signed = { id: 7, name: 'agreement-TI-1.pdf' }
const series = { invoice: 'TI-SB', creditNote: 'TI-CN', settlementNote: 'TI-SN' }

const letterUnder = (copyTo?: string): Letter | undefined =>
  agreementLetter(
    desk,
    {
      claim: claimOf(),
      programme: programme({
        selfBilling: {
          agreement: {
            version: '1',
            text: { en: 'We agree.' },
            signer: 'Martin Keller',
            ...(copyTo && { copyTo }),
          },
          reminderDays: 7,
          peppol: 'none',
          series,
        },
      }),
    },
    signed,
  )

test('goes to the address that the programme names', () => {
  const letter = letterUnder('contracts@buyer.example')
  expect(letter?.to.address).toBe('contracts@buyer.example')
  expect(letter?.attachments).toEqual([{ document: 7, name: 'agreement-TI-1.pdf' }])
  expect(letter?.facts).toMatchObject({ signedFor: expect.stringMatching(/^Martin Keller, /) as string })
  expect(JSON.stringify(letter)).not.toContain('secret')
})

test('stays in the house where none is named', () => {
  expect(letterUnder()).toBeUndefined()
})
