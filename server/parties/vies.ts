/**
 * The register of VAT numbers of the European Union (VIES), asked over its REST interface. Knows one address and asks it
 * of nothing but numbers whose check digits are right; follows no redirect, waits ten seconds, reads a short answer.
 * Source: ec.europa.eu/taxation_customs/vies, technical information.
 */
import { z } from 'zod'
import type { VatAnswer } from './vat-check-store.ts'

/** `evidence` is what the register said, or why it said nothing; kept with the answer. */
export type RegisterAnswer = { readonly answer: VatAnswer; readonly evidence: string }

/** Asks of a number as it stands in a register: `DK13585628`. Never throws: no answer is `pending`. */
export type VatRegister = (vatId: string) => Promise<RegisterAnswer>

const said = z.object({
  countryCode: z.string(),
  vatNumber: z.string(),
  valid: z.boolean(),
  requestDate: z.string(),
  /** Number under which the register remembers that it was asked. */
  requestIdentifier: z.string().optional(),
  name: z.string().optional(),
  address: z.string().optional(),
})

const refused = z.object({ errorWrappers: z.array(z.object({ error: z.string().max(80) })).min(1) })

const answerBytesAtMost = 65_536
const patience = 10_000

/** A register at one address, such as `https://ec.europa.eu/taxation_customs/vies/rest-api`. */
export const openVies =
  (url: string, waitsMilliseconds = patience): VatRegister =>
  async (vatId) => {
    const asked = { countryCode: vatId.slice(0, 2), vatNumber: vatId.slice(2) }
    try {
      const response = await fetch(`${url}/check-vat-number`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify(asked),
        redirect: 'error',
        signal: AbortSignal.timeout(waitsMilliseconds),
      })
      return readAnswer(await shortText(response), asked, response.status)
    } catch (error) {
      return silent(nameOf(error))
    }
  }

/** Only an answer about the very number that was asked decides anything. */
function readAnswer(
  text: string,
  { countryCode, vatNumber }: { countryCode: string; vatNumber: string },
  status: number,
): RegisterAnswer {
  const body: unknown = JSON.parse(text)
  const found = said.safeParse(body)
  if (found.success && found.data.countryCode === countryCode && found.data.vatNumber === vatNumber)
    return { answer: found.data.valid ? 'valid' : 'invalid', evidence: JSON.stringify(found.data) }
  const no = refused.safeParse(body)
  return silent(no.success ? (no.data.errorWrappers[0]?.error ?? '') : `HTTP ${status}`)
}

/** An abort is no Error of this realm everywhere, but it has a name. */
const nameOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : 'no answer'

const silent = (why: string): RegisterAnswer => ({ answer: 'pending', evidence: `VIES: ${why}` })

/** @throws RangeError for an answer that no register would give. */
async function shortText(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > answerBytesAtMost) throw new RangeError('the answer is too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
