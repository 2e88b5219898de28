/**
 * What people and banks do to money, one step each, for random sequences: runs and their release, the bank's answers,
 * accounts and holds, credit notes, what is owed to us, and movements that nobody has explained.
 */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../server/base/actor.ts'
import { advance, type Office } from '../../server/claims/advance.ts'
import { inTransaction } from '../../server/database.ts'
import { giveAccount } from '../../server/payments/account-giving.ts'
import { takeAnswer } from '../../server/payments/answering.ts'
import { openCharges, recordCharge } from '../../server/payments/charge-store.ts'
import { invoiceCharges, waiveCharge } from '../../server/payments/charging.ts'
import { holdPayment, liftHold } from '../../server/payments/hold-store.ts'
import { confirmMatch } from '../../server/payments/matching.ts'
import { approveRun, exportRun } from '../../server/payments/moves-store.ts'
import { lower } from '../../server/payments/payable-store.ts'
import { bookRun, giveUpRun, startRun, takeOut } from '../../server/payments/paying.ts'
import { consentToSetOff, openRecovery, setOff, writeOff } from '../../server/payments/recovering.ts'
import { openRecoveries, recoveriesOf } from '../../server/payments/recovery-store.ts'
import { confirmAccount } from '../../server/payments/return-store.ts'
import { runsBefore } from '../../server/payments/run-list-store.ts'
import { matchTargets, proposeMatch, suspended } from '../../server/payments/suspense-store.ts'
import { bankEntry, notification, statusReport } from './bank.ts'
import { fileOf } from './bank-file.ts'
import { debtProgramme } from './debts.ts'

/** Which claim, who, and a number that nothing else has. */
export type At = { readonly n: number; readonly by: Actor; readonly serial: number }

/** `move` is what the table of roles is asked; `usual` steps come up more often, so that sequences get far. */
export type Step = {
  readonly move: string
  readonly usual?: true
  readonly make: (office: Office, at: At) => Promise<unknown>
}

const reason = 'drawn by the model'

/** Whoever gives something up does it on the word of somebody else. */
const colleague: Actor = { kind: 'staff', id: 99, roles: ['finance'] }

/** Accounts whose check digits are right, in Danish spelling. */
const accountNo = (serial: number): string => `0400 ${String(serial % 10_000_000_000).padStart(10, '0')}`

const newestRun = async ({ db }: Office): Promise<number> => (await runsBefore(db, { limit: 1 }))[0]?.id ?? 0

type NewestPayment = { end_to_end_id: string; amount_minor: number }

async function newestPayment({ db }: Office, n: number): Promise<NewestPayment> {
  const row: NewestPayment | undefined = await db('payments')
    .where({ payable: `SB-${n}` })
    .orderBy('attempt', 'desc')
    .first('end_to_end_id', 'amount_minor')
  return row ?? { end_to_end_id: `SB-${n}`, amount_minor: 10_000 }
}

const decimal = (amountMinor: number): string => (amountMinor / 100).toFixed(2)

/** What the bank tells of the newest attempt to pay a claim, so much too much or too little. */
const tells =
  (side: 'DBIT' | 'CRDT', offMinor = 0) =>
  async (office: Office, { n, by, serial }: At): Promise<unknown> => {
    const { end_to_end_id: id, amount_minor: amountMinor } = await newestPayment(office, n)
    const entry = bankEntry({ id, amount: decimal(amountMinor + offMinor), side, code: 'AC04' })
    return takeAnswer(office, fileOf(notification(`N-${serial % 4}`, entry)), by)
  }

const says =
  (code: string) =>
  async (office: Office, { by, serial }: At): Promise<unknown> => {
    const [run] = await runsBefore(office.db, { limit: 1 })
    return takeAnswer(office, fileOf(statusReport(`S-${serial}`, run?.name ?? 'RUN-0', code)), by)
  }

const inRun =
  (work: (office: Office, run: number, at: At) => Promise<unknown>) =>
  async (office: Office, at: At): Promise<unknown> =>
    work(office, await newestRun(office), at)

/** A credit note, as `consequences.ts` has it follow: less is owed, or what was paid is asked back. */
const credits =
  (amountMinor: number, units: readonly number[]) =>
  (office: Office, { n, by, serial }: At): Promise<unknown> =>
    inTransaction(office.db, async (trx) => {
      const [reference, invoice, credit] = [`TI-${n}`, `SB-${n}`, `CN-${serial}`]
      const within = { ...office, db: trx }
      await advance(within, reference, { kind: 'credit', by, invoice, credit, amountMinor, units })
      if ((await lower(trx, { number: invoice, credit, amountMinor }, office.clock.now())) === 'owed') return
      const about = { reference, cause: 'credited', amountMinor, currency: 'DKK', units } as const
      await openRecovery(within, trx, { ...about, origin: `credit:${credit}` })
    })

const oneCase = async ({ db }: Office, serial: number) => {
  const cases = await openRecoveries(db, 10)
  return cases[serial % Math.max(1, cases.length)]?.number ?? 'RC-2026-999999'
}

const comesIn = async (office: Office, { n, by, serial }: At): Promise<unknown> => {
  const cases = await recoveriesOf(office.db, `TI-${n}`)
  const number = cases[serial % Math.max(1, cases.length)]?.number ?? `NOBODY-${serial}`
  const amount = ['40.00', '60.00', '100.00', '306.25'][serial % 4] ?? '1.00'
  const entry = bankEntry({ id: 'NOTPROVIDED', amount, side: 'CRDT' }).replace(
    '</TxDtls>',
    `<RmtInf><Ustrd>${number} ${serial}</Ustrd></RmtInf></TxDtls>`,
  )
  return takeAnswer(office, fileOf(notification(`IN-${serial}`, entry)), by)
}

const runs: readonly Step[] = [
  { move: 'create-run', usual: true, make: (office, { by }) => startRun(office, debtProgramme, by) },
  {
    move: 'approve-run',
    usual: true,
    make: inRun((office, run, { by }) =>
      inTransaction(office.db, (trx) => approveRun(trx, run, by, office.clock.now())),
    ),
  },
  {
    move: 'export-run',
    usual: true,
    make: inRun((office, run, { by }) =>
      inTransaction(office.db, (trx) => exportRun(trx, run, { by, at: office.clock.now() })),
    ),
  },
  {
    move: 'pay',
    make: inRun((office, run, { by }) => bookRun(office, run, Temporal.PlainDate.from('2026-11-23'), by)),
  },
  { move: 'unqueue', make: inRun((office, run, { by }) => giveUpRun(office, run, reason, by)) },
  {
    move: 'unqueue',
    make: inRun((office, id, { n, by }) => takeOut(office, { id, payable: `SB-${n}`, reason }, by)),
  },
]

const answers: readonly Step[] = [
  { move: 'take-bank-answer', usual: true, make: tells('DBIT') },
  { move: 'take-bank-answer', usual: true, make: tells('CRDT') },
  { move: 'take-bank-answer', make: tells('CRDT', -1) },
  { move: 'take-bank-answer', make: tells('DBIT', 1000) },
  { move: 'take-bank-answer', make: says('ACSP') },
  { move: 'take-bank-answer', make: says('RJCT') },
]

const accounts: readonly Step[] = [
  {
    move: 'give-account',
    make: (office, { n, by, serial }) =>
      giveAccount(office, `TI-${n}`, { holder: 'Jørgensen & Søn A/S', iban: accountNo(serial) }, by),
  },
  {
    move: 'confirm-account',
    make: (office, { n, by }) =>
      inTransaction(office.db, (trx) =>
        confirmAccount(trx, `TI-${n}`, { reason, by, at: office.clock.now() }),
      ),
  },
  {
    move: 'hold-payment',
    make: (office, { n, by }) =>
      inTransaction(office.db, (trx) =>
        holdPayment(trx, `TI-${n}`, 'suspicion', { reason, by, at: office.clock.now() }),
      ),
  },
  {
    move: 'lift-hold',
    make: (office, { n, by }) =>
      inTransaction(office.db, (trx) =>
        liftHold(trx, `TI-${n}`, 'suspicion', { reason, by, at: office.clock.now() }),
      ),
  },
]

const owedToUs: readonly Step[] = [
  { move: 'credit', usual: true, make: credits(10_000, [1]) },
  { move: 'credit', make: credits(4000, []) },
  { move: 'take-bank-answer', usual: true, make: comesIn },
  {
    move: 'propose-write-off',
    make: async (office, { by, serial }) => writeOff(office, await oneCase(office, serial), by, reason),
  },
  {
    move: 'confirm-write-off',
    make: async (office, { by, serial }) => writeOff(office, await oneCase(office, serial), by),
  },
  {
    move: 'record-consent',
    make: async (office, { by, serial }) =>
      consentToSetOff(office, await oneCase(office, serial), by, reason),
  },
  {
    move: 'set-off',
    make: async (office, { n, by, serial }) => {
      const number = await oneCase(office, serial)
      await consentToSetOff(office, number, colleague, reason)
      return setOff(office, number, `SB-${n}`, by)
    },
  },
  {
    move: 'invoice-charges',
    make: (office, { n, serial }) =>
      inTransaction(office.db, (trx) =>
        recordCharge(
          trx,
          {
            reference: `TI-${n}`,
            kind: 'second-visit',
            amountMinor: serial % 2 === 0 ? 24_500 : 2000,
            currency: 'DKK',
            cause: `drawn:${n}:${serial}`,
            side: 'participant',
            reason,
          },
          office.clock.now(),
        ),
      ),
  },
  { move: 'invoice-charges', make: (office, { n }) => invoiceCharges(office, `TI-${n}`) },
  {
    move: 'propose-waiver',
    make: async (office, { by }) =>
      waiveCharge(office, (await openCharges(office.db, 1))[0]?.id ?? 0, by, reason),
  },
  {
    move: 'confirm-waiver',
    make: async (office, { by }) => waiveCharge(office, (await openCharges(office.db, 1))[0]?.id ?? 0, by),
  },
]

const suspense: readonly Step[] = [
  {
    move: 'match-booking',
    make: async (office, { n, by, serial }) => {
      const [first] = await suspended(office.db, 1)
      const target = matchTargets[serial % matchTargets.length] ?? 'charges'
      const named = target === 'repayment' ? await oneCase(office, serial) : undefined
      const payment = named ?? (await newestPayment(office, n)).end_to_end_id
      const match = { key: first?.key ?? '', target, reason, ...(target !== 'charges' && { payment }) }
      return inTransaction(office.db, (trx) => proposeMatch(trx, match, { by, at: office.clock.now() }))
    },
  },
  {
    move: 'confirm-match',
    make: async (office, { by }) => confirmMatch(office, (await suspended(office.db, 1))[0]?.key ?? '', by),
  },
]

/** Everything that is drawn from. */
export const steps: readonly Step[] = [...runs, ...answers, ...accounts, ...owedToUs, ...suspense]
