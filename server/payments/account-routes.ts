/**
 * Bank accounts over HTTP: given late or anew by the participant, confirmed by staff (R56, P2). Numbers go in; one comes out only
 * for a reason that the journal keeps. */
import { z } from 'zod'
import type { Office } from '../claims/advance.ts'
import { maskedIban } from '../parties/bank-account.ts'
import { operation, type Operation } from '../web/operation.ts'
import { giveAccount } from './account-giving.ts'
import { showAccount, showingReasons } from './account-showing.ts'
import { confirmAccount } from './return-store.ts'

/** What a form or a program sends. */
export const givenAccount = z.strictObject({
  holder: z.string().trim().min(1).max(70),
  iban: z.string().trim().min(5).max(50),
})

/** Why a whole number is asked for. */
export const showingOrder = z.strictObject({
  reason: z.enum(showingReasons),
  words: z.string().trim().min(10).max(500),
})

/** Accounts that are given later or anew, and their confirmation by staff (R56). */
export const accountOperations = (office: Office): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/bank-account',
      move: 'give-account',
      tag: 'payments',
      summary: 'Give the account that the claim is paid to, late or after a return (R56)',
      input: givenAccount,
      output: z.object({ version: z.int(), account: z.string() }),
      status: 201,
    },
    async ({ db, actor, params, input }) => {
      const { version, iban } = await giveAccount({ ...office, db }, params.reference, input, actor)
      return { version, account: maskedIban(iban) }
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/bank-account/showings',
      move: 'see-bank-account',
      tag: 'payments',
      summary: 'Show the whole account of a claim; who asked and why is an entry of the journal',
      input: showingOrder,
      output: z.object({ version: z.int(), holder: z.string(), iban: z.string() }),
      status: 201,
      // Never kept for a replay: the answer is the number.
      transaction: 'own',
    },
    async ({ db, actor, params, input }) => {
      const shown = await showAccount({ ...office, db }, params.reference, input, actor)
      return { version: shown.version, holder: shown.holder, iban: shown.iban }
    },
  ),
  operation(
    {
      method: 'post',
      path: '/claims/{reference}/bank-account/confirmation',
      move: 'confirm-account',
      tag: 'payments',
      summary: 'Say that the participant was asked by another way and the account is its own (P2)',
      input: z.strictObject({ reason: z.string().trim().min(10).max(500) }),
    },
    ({ db, actor, params, input }) =>
      confirmAccount(db, params.reference, { reason: input.reason, by: actor, at: office.clock.now() }),
  ),
]
