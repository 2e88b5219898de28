/**
 * The register of VAT numbers of the European Union (VIES), asked over its REST interface. Knows one address and asks it
 * of nothing but numbers whose check digits are right; follows no redirect, waits ten seconds, reads a short answer.
 * Source: ec.europa.eu/taxation_customs/vies, technical information.
 */
import { z } from 'zod'
import { callOut, Unanswered } from '../web/outgoing.ts'
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

/** `privateHosts`: hosts that may have a private address; `waits`: milliseconds. */
type Line = { readonly privateHosts: readonly string[]; readonly waits?: number }

/** A register at one address, such as `https://ec.europa.eu/taxation_customs/vies/rest-api`. */
export const openVies =
  (url: string, { privateHosts, waits = patience }: Line): VatRegister =>
  async (vatId) => {
    const asked = { countryCode: vatId.slice(0, 2), vatNumber: vatId.slice(2) }
    try {
      const { status, body } = await callOut(new URL(`${url}/check-vat-number`), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify(asked),
        privateHosts,
        patience: waits,
        bytesAtMost: answerBytesAtMost,
      })
      return readAnswer(jsonIn(body), asked, status)
    } catch (error) {
      if (error instanceof Unanswered) return silent(error.code)
      throw error
    }
  }

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Only an answer about the very number that was asked decides anything. */
function readAnswer(
  body: unknown,
  { countryCode, vatNumber }: { countryCode: string; vatNumber: string },
  status: number,
): RegisterAnswer {
  const found = said.safeParse(body)
  if (found.success && found.data.countryCode === countryCode && found.data.vatNumber === vatNumber)
    return { answer: found.data.valid ? 'valid' : 'invalid', evidence: JSON.stringify(found.data) }
  const no = refused.safeParse(body)
  return silent(no.success ? (no.data.errorWrappers[0]?.error ?? '') : `HTTP ${status}`)
}

const silent = (why: string): RegisterAnswer => ({ answer: 'pending', evidence: `VIES: ${why}` })
