/** Money to come: what leaves in the next 45 days, how old what we owe is, and what is owed to us (R45, R47). */
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { actorText } from '../base/actor.ts'
import { dateIn } from '../base/calendar.ts'
import { money } from '../base/money.ts'
import type { Context } from '../context.ts'
import { openCharges } from '../payments/charge-store.ts'
import { invoiceCharges, waiveCharge } from '../payments/charging.ts'
import { outlooks } from '../payments/outlook.ts'
import { openSums } from '../payments/payable-store.ts'
import { leftOf, type Recovery } from '../payments/recovery.ts'
import { agreedWords, becauseOf, takenOff } from '../payments/recovery-routes.ts'
import { booksZone } from '../payments/books.ts'
import { consentToSetOff, setOff, writeOff } from '../payments/recovering.ts'
import { mayDo } from '../staff/access.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref } from './claim-links.ts'
import { listView } from './list-view.ts'
import { recoveriesAsked } from './money-lists.ts'
import { outlookRow } from './outlook-view.ts'

const page = '/desk/payments/outlook'

const shownAtMost = 200

/** Whose bank days count. */
const bankCountry = 'DK'

const param = ({ params }: Request, name: string): string => read(z.string().max(40), params[name])

/** The outlook, and the acts on what is owed to us. */
export function outlookPages(context: Context, frame: Frame): Router {
  const { db, clock, texts } = context
  const router = Router()
  const show = async (request: Request, response: Response, { typed, faults }: Attempt): Promise<void> => {
    const spoken = texts(localeOf(request))
    const today = dateIn(clock.now(), booksZone)
    const currencies = outlooks(await openSums(db, booksZone), today, bankCountry)
    const may = (move: string): boolean => mayDo(actorIn(response), move)
    const me = actorText(actorIn(response))
    const view = await listView({ db, texts: spoken }, actorIn(response), 'recoveries', request)
    await frame.show(response, 'desk/outlook', {
      desk: 'payments',
      currencies: await Promise.all(currencies.map((one) => outlookRow(one, spoken))),
      list: view.list,
      cases: (await recoveriesAsked(db, view.asked, shownAtMost)).map((one) => ({
        number: one.number,
        reference: one.reference,
        claimHref: claimHref(one.reference),
        cause: one.cause,
        left: money(leftOf(one), one.currency),
        dueOn: one.dueOn.toString(),
        isLate: today.until(one.dueOn).days < 0,
        reason: one.writeOff?.reason,
        act: stepOf(one.writeOff?.by, me, {
          propose: may('propose-write-off'),
          confirm: may('confirm-write-off'),
        }),
        offset: offsetOf(one, me, may),
      })),
      charges: (await openCharges(db, shownAtMost)).map((charge) => ({
        reference: charge.reference,
        claimHref: claimHref(charge.reference),
        kind: charge.kind,
        amount: money(charge.amountMinor, charge.currency),
        id: charge.id,
        reason: charge.waiver?.reason,
        act: stepOf(charge.waiver?.by, me, {
          propose: may('propose-waiver'),
          confirm: may('confirm-waiver'),
        }),
      })),
      mayInvoice: may('invoice-charges'),
      form: formView({ area: 'desk', texts: spoken, typed, faults }),
    })
  }
  router.get(page, frame.may('see-payments'), (request, response) => show(request, response, untouched))
  router.use(givingUp(context, frame, show))
  return router
}

type Show = (request: Request, response: Response, attempt: Attempt) => Promise<void>

/** What ends what is owed to us but money: each a form of the page. */
function givingUp(context: Context, frame: Frame, show: Show): Router {
  const router = Router()
  const step = (
    path: string,
    move: string,
    make: (request: Request, response: Response) => Promise<unknown>,
  ) =>
    router.post(
      `${page}/${path}`,
      frame.may(move),
      deskForm,
      act(async (request, response) => {
        await make(request, response)
        return page
      }, show),
    )
  step('cases/:number/write-off', 'propose-write-off', (request, response) => {
    const { reason } = read(becauseOf, formBody(typedIn(request)))
    return writeOff(context, param(request, 'number'), actorIn(response), reason)
  })
  step('cases/:number/confirmation', 'confirm-write-off', (request, response) =>
    writeOff(context, param(request, 'number'), actorIn(response)),
  )
  step('cases/:number/consent', 'record-consent', (request, response) => {
    const { words } = read(agreedWords, formBody(typedIn(request)))
    return consentToSetOff(context, param(request, 'number'), actorIn(response), words)
  })
  step('cases/:number/set-off', 'set-off', (request, response) => {
    const { payable } = read(takenOff, formBody(typedIn(request)))
    return setOff(context, param(request, 'number'), payable, actorIn(response))
  })
  step('charges/:id/waiver', 'propose-waiver', (request, response) => {
    const { reason } = read(becauseOf, formBody(typedIn(request)))
    return waiveCharge(context, read(rowId, request.params['id']), actorIn(response), reason)
  })
  step('charges/:id/waiver/confirmation', 'confirm-waiver', (request, response) =>
    waiveCharge(context, read(rowId, request.params['id']), actorIn(response)),
  )
  step('charges/:reference/invoice', 'invoice-charges', (request) =>
    invoiceCharges(context, param(request, 'reference')),
  )
  return router
}

/** O2: who proposed to give something up waits for somebody else. */
function stepOf(
  proposedBy: string | undefined,
  reader: string,
  may: { readonly propose: boolean; readonly confirm: boolean },
): 'propose' | 'confirm' | 'waits' | 'nothing' {
  if (proposedBy === undefined) return may.propose ? 'propose' : 'nothing'
  return proposedBy !== reader && may.confirm ? 'confirm' : 'waits'
}

/** O3: nothing is taken off what we owe before its owner agreed, nor by who heard it alone. */
function offsetOf(
  { setOffAt, setOffBy }: Recovery,
  reader: string,
  may: (move: string) => boolean,
): 'ask' | 'ready' | 'waits' | 'nothing' {
  if (!setOffAt) return may('record-consent') ? 'ask' : 'nothing'
  if (setOffBy === reader) return 'waits'
  return may('set-off') ? 'ready' : 'nothing'
}
