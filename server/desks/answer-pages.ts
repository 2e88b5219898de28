/** Answers of the bank: files handed in, payments that came back, movements that nobody has explained (B1-B5, P2). */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { actorText, type Actor } from '../base/actor.ts'
import { money } from '../base/money.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../database.ts'
import { maskedIban } from '../parties/bank-account.ts'
import { bankAccountOf } from '../parties/account-store.ts'
import { takeAnswer } from '../payments/answering.ts'
import { withBankFile } from '../payments/bank-upload.ts'
import { takenFiles } from '../payments/bank-file-store.ts'
import { confirmMatch } from '../payments/matching.ts'
import { matchOrder } from '../payments/matching-routes.ts'
import { confirmAccount, standingsOf, type OpenReturn } from '../payments/return-store.ts'
import {
  matchTargets,
  openMatches,
  proposeMatch,
  suspended,
  type Suspended,
} from '../payments/suspense-store.ts'
import { mayDo } from '../staff/access.ts'
import { staffById } from '../staff/store.ts'
import type { Texts } from '../texts/texts.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref } from './claim-links.ts'
import { leafOf, type Leaf } from './leaf.ts'
import { listView } from './list-view.ts'
import { openAtMost } from './listed.ts'
import { returnsAsked } from './money-lists.ts'

const page = '/desk/payments/answers'

// Longer lists are leafed through, the oldest first.
const shownAtOnce = 50
const filesShown = 25

/** Files of the bank: taking them in, and what they said. */
export function answerPages(context: Context, frame: Frame): Router {
  const { db, clock, texts } = context
  const router = Router()
  const show = async (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const spoken = texts(localeOf(request))
    const actor = actorIn(response)
    const view = await listView({ db, texts: spoken }, actor, 'returns', request)
    const leaf = { size: shownAtOnce, address: request.originalUrl }
    const returns = leafOf(await returnsAsked(db, view.asked, openAtMost), { ...leaf, name: 'back' })
    const open = leafOf(await suspended(db, openAtMost), { ...leaf, name: 'open' })
    await frame.show(response, 'desk/bank-answers', {
      desk: 'payments',
      list: view.list,
      mayTake: mayDo(actor, 'take-bank-answer'),
      mayShowAccount: mayDo(actor, 'see-bank-account'),
      returns: {
        ...returns,
        rows: await Promise.all(
          returns.rows.map((one) =>
            returnRow(context, one, actorText(actor), mayDo(actor, 'confirm-account')),
          ),
        ),
      },
      ...(await suspense(context, open, actor, spoken)),
      files: await fileRows(context),
      form: formView({ area: 'desk', texts: spoken, typed, faults }),
    })
  }
  router.get(page, frame.may('see-payments'), (request, response) => show(request, response, untouched))
  router.post(
    page,
    frame.may('take-bank-answer'),
    act(async (request, response) => {
      const by = actorIn(response)
      await withBankFile(context, request, response, (file) => takeAnswer(context, file, by))
      return page
    }, show),
  )
  router.post(
    `${page}/:reference/confirmation`,
    frame.may('confirm-account'),
    deskForm,
    act<Request<{ reference: string }>>(async (request, response) => {
      const { reason } = read(confirmation, formBody(typedIn(request)))
      const asked = { reason, by: actorIn(response), at: clock.now() }
      await inTransaction(db, (trx) => confirmAccount(trx, request.params.reference, asked))
      return page
    }, show),
  )
  matching(router, context, frame, show)
  return router
}

function matching(
  router: Router,
  context: Context,
  frame: Frame,
  show: (request: Request, response: Response, attempt: Attempt) => Promise<void>,
): void {
  const { db, clock } = context
  router.post(
    `${page}/movements/:key`,
    frame.may('match-booking'),
    deskForm,
    act<Request<{ key: string }>>(async (request, response) => {
      const { key } = request.params
      const { target, payment, reason } = read(matchOrder, formBody(typedIn(request)))
      const match = { key, target, reason, ...(payment !== undefined && { payment }) }
      const said = { by: actorIn(response), at: clock.now() }
      await inTransaction(db, (trx) => proposeMatch(trx, match, said))
      return page
    }, show),
  )
  router.post(
    `${page}/movements/:key/confirmation`,
    frame.may('confirm-match'),
    deskForm,
    act<Request<{ key: string }>>(async ({ params: { key } }, response) => {
      await confirmMatch(context, key, actorIn(response))
      return page
    }, show),
  )
}

/** The newest files that were handed in, with whoever did. */
async function fileRows({ db }: Context): Promise<object[]> {
  const files = await takenFiles(db, filesShown)
  const people = [...new Set(files.map(({ takenBy }) => takenBy))]
  const names = await Promise.all(
    people.map(async (actor) => (await staffById(db, Number(actor.split(':')[1])))?.name ?? actor),
  )
  const nameOf = new Map(people.map((actor, place) => [actor, names[place]]))
  return files.map(({ takenBy, sizeBytes, ...file }) => ({
    ...file,
    by: nameOf.get(takenBy),
    kilobytes: Math.ceil(sizeBytes / 1000),
  }))
}

const confirmation = z.strictObject({ reason: z.string().min(10).max(500) })

async function returnRow(
  { db }: Context,
  one: OpenReturn,
  reader: string,
  mayConfirm: boolean,
): Promise<object> {
  const account = await bankAccountOf(db, one.reference)
  const standing = account && (await standingsOf(db, [account.id])).get(account.id)
  const isNew = account !== undefined && account.id !== one.accountId
  const isConfirmed = (standing?.confirmedAt ?? '') > (standing?.bouncedAt ?? '')
  return {
    reference: one.reference,
    claimHref: claimHref(one.reference),
    number: one.number,
    amount: money(one.amountMinor, one.currency),
    toldAt: one.toldAt,
    code: one.code,
    side: one.side,
    account: account && maskedIban(account.iban),
    state: one.side === 'payer' || isConfirmed ? 'ready' : isNew ? 'to-confirm' : 'asked',
    ...(mayConfirm &&
      !isConfirmed &&
      one.side === 'account' &&
      account &&
      account.changedBy !== reader && { confirmHref: `${page}/${one.reference}/confirmation` }),
  }
}

/** Movements in suspense with what was said of them: who said it does not confirm it (B4). */
async function suspense({ db }: Context, open: Leaf<Suspended>, actor: Actor, texts: Texts): Promise<object> {
  const matches = await openMatches(db)
  const rows = open.rows.map((one) => {
    const match = matches.get(one.key)
    const isOther = match && mayDo(actor, 'confirm-match') && match.proposedBy !== actorText(actor)
    return {
      key: one.key,
      amount: money(one.amountMinor, one.currency),
      bookedOn: one.bookedOn,
      reference: one.reference,
      remittance: one.remittance,
      question: texts.text(`desk.answers.question.${one.question}`),
      ...(match && { match: { ...match, target: texts.text(`desk.answers.target.${match.target}`) } }),
      ...(mayDo(actor, 'match-booking') && { matchHref: `${page}/movements/${one.key}` }),
      ...(isOther && { confirmHref: `${page}/movements/${one.key}/confirmation` }),
    }
  })
  const targets = matchTargets.map((value) => ({ value, text: texts.text(`desk.answers.target.${value}`) }))
  return { suspended: { ...open, rows }, targets }
}
