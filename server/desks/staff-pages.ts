/** Accounts of staff for admins, and for approvers who confirm roles: who there is, a new one, and what is done to one. */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { Refusal, refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { inTransaction, type Transaction } from '../database.ts'
import type { Actor } from '../base/actor.ts'
import { mayDo } from '../staff/access.ts'
import { hiringForm, refuseOwn, rolesForm } from '../staff/account-routes.ts'
import { hire } from '../staff/hiring.ts'
import { makerOf } from '../staff/key-routes.ts'
import { confirmRoles, endAccount, giveRoles } from '../staff/rights-store.ts'
import { roles } from '../staff/roles.ts'
import { standingOf, type Standing } from '../staff/standing-store.ts'
import { namesOfActors } from '../staff/store.ts'
import { subjectsAt } from '../staff/subject-store.ts'
import { formView } from '../web/form-view.ts'
import { formBody, ticked } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { rowId } from '../web/params.ts'
import { subjectForm } from './account-change-routes.ts'
import {
  bindAccount,
  endSessionsOfAnother,
  resetFactors,
  resetPassword,
  unbindAccount,
} from './account-changes.ts'
import { accountHistory } from './account-history-view.ts'
import { accountsAsked } from './account-list.ts'
import { act, type Attempt, deskForm, untouched } from './act.ts'
import { listView } from './list-view.ts'

const list = '/desk/accounts'
const shape = { spellings: { roles: ticked } }

/** No tick at all is sent as no field. */
const bodyOf = (request: Request): Record<string, unknown> => ({
  roles: [],
  ...formBody(typedIn(request), shape),
})

/** `/desk/accounts` and one account's page. */
export function staffPages(context: Context, frame: Frame): Router {
  const router = Router()
  const manage = frame.may('manage-staff')
  router.get(list, frame.may('see-staff'), (_, response) =>
    showAll(context, frame, response, untouched, undefined),
  )
  // A password is part of the answer to its form and of no page that could be opened again.
  router.post(list, manage, deskForm, async (request, response) => {
    try {
      const wanted = read(hiringForm, bodyOf(request))
      const { password } = await hire(context, wanted, makerOf(actorIn(response)))
      await showAll(context, frame, response.status(201), untouched, { email: wanted.email, password })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const attempt = { typed: typedIn(request), faults: error.faults }
      await showAll(context, frame, response.status(statusOf(error)), attempt, undefined)
    }
  })
  router.use(onePages(context, frame))
  return router
}

type Change = (trx: Transaction, id: number, by: Actor, request: Request) => Promise<void>

/** One account: each form makes one move in one transaction, and the page shows what came of it. */
function onePages(context: Context, frame: Frame): Router {
  const { db } = context
  const router = Router()
  const show = onePage(context, frame)
  const makes = (change: Change, next = (id: number) => `${list}/${id}`) => [
    deskForm,
    act(async (request: Request, response) => {
      const id = idIn(request)
      await inTransaction(db, (trx) => change(trx, id, actorIn(response), request))
      return next(id)
    }, show),
  ]
  const manage = frame.may('manage-staff')
  router.get(`${list}/:id`, frame.may('see-staff'), (request, response) => show(request, response, untouched))
  router.post(
    `${list}/:id/roles`,
    manage,
    makes(async (trx, id, by, request) => {
      refuseOwn(by, id)
      const wanted = read(rolesForm, bodyOf(request))
      await giveRoles(trx, context, { staffId: id, ...wanted }, makerOf(by))
    }),
  )
  router.post(
    `${list}/:id/confirmation`,
    frame.may('confirm-roles'),
    makes((trx, id, by) => confirmRoles(trx, context, id, makerOf(by))),
  )
  router.post(
    `${list}/:id/reset`,
    frame.may('reset-factors'),
    makes((trx, id, by) => resetFactors(trx, context, id, by)),
  )
  router.post(
    `${list}/:id/sessions/end`,
    manage,
    makes((trx, id, by) => endSessionsOfAnother(trx, context, id, by)),
  )
  // As with a first password: part of this answer, and of no page that could be opened again.
  router.post(`${list}/:id/password`, manage, deskForm, async (request, response) => {
    const { password } = await resetPassword(context, idIn(request), actorIn(response))
    await show(request, response.status(201), untouched, password)
  })
  router.post(
    `${list}/:id/subject`,
    manage,
    makes((trx, id, by, request) => {
      const { subject } = read(subjectForm, formBody(typedIn(request)))
      return bindAccount(trx, context, { id, subject }, by)
    }),
  )
  router.post(
    `${list}/:id/subject/end`,
    manage,
    makes((trx, id, by) => unbindAccount(trx, context, id, by)),
  )
  router.post(
    `${list}/:id/end`,
    manage,
    makes(
      async (trx, id, by) => {
        refuseOwn(by, id)
        await endAccount(trx, context, id, makerOf(by))
      },
      () => list,
    ),
  )
  return router
}

/** @throws Refusal `not-found` for what is no number of a row. */
function idIn({ params }: Request): number {
  const { success, data } = z.object({ id: rowId }).safeParse(params)
  if (!success) throw refuse('not-found', 'not-found')
  return data.id
}

const viewOf = ({ proposal, ...account }: Standing) => ({
  ...account,
  proposed: proposal?.roles,
  href: `${list}/${account.id}`,
})

async function showAll(
  { db }: Context,
  frame: Frame,
  response: Response,
  { typed, faults }: Attempt,
  made: { readonly email: string; readonly password: string } | undefined,
): Promise<void> {
  const texts = frame.texts(localeOf(response.req))
  const view = await listView({ db, texts }, actorIn(response), 'accounts', response.req)
  await frame.show(response, 'desk/accounts', {
    desk: 'accounts',
    made,
    list: view.list,
    accounts: (await accountsAsked(db, view.asked)).map(viewOf),
    mayManage: mayDo(actorIn(response), 'manage-staff'),
    roles,
    history: await accountHistory(db, texts),
    form: formView({ area: 'accounts', texts, typed, faults }),
  })
}

const onePage =
  (context: Context, frame: Frame) =>
  async (
    request: Request,
    response: Response,
    { typed, faults }: Attempt,
    password?: string,
  ): Promise<void> => {
    const { db, organisation } = context
    const account = await standingOf(db, idIn(request))
    if (!account) throw refuse('not-found', 'not-found')
    const actor = actorIn(response)
    const { id, proposal } = account
    const isOwn = actor.kind === 'staff' && actor.id === id
    const isProposer = actor.kind === 'staff' && actor.id === proposal?.by
    const proposer = `staff:${proposal?.by}`
    const subject = organisation && (await subjectsAt(db, organisation.issuer)).get(id)
    const shown = { roles: proposal?.roles ?? account.roles, subject: subject ?? '', ...typed }
    const texts = frame.texts(localeOf(request))
    await frame.show(response, 'desk/account', {
      desk: 'accounts',
      account: { ...viewOf(account), subject, isOwn },
      password,
      proposedBy: proposal && (await namesOfActors(db, [proposer])).get(proposer),
      mayConfirm: proposal && !isOwn && !isProposer && mayDo(actor, 'confirm-roles'),
      mayManage: !isOwn && mayDo(actor, 'manage-staff'),
      mayBind: organisation !== undefined,
      roles,
      history: await accountHistory(db, texts, id),
      form: formView({ area: 'accounts', texts, typed: shown, faults }),
    })
  }
