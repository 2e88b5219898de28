/** The whole account of a claim, for finance, once and with a reason: `/desk/claims/:reference/account` (decision 16). */
import { Router, type Request, type Response } from 'express'
import { claimOf } from '../claims/store.ts'
import type { Context } from '../context.ts'
import { bankAccountOf, type KeptAccount } from '../parties/account-store.ts'
import { maskedIban, spacedIban } from '../parties/bank-account.ts'
import { showingOrder } from '../payments/account-routes.ts'
import { showAccount, showingReasons } from '../payments/account-showing.ts'
import { formView } from '../web/form-view.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { act, deskForm, untouched, type Attempt } from './act.ts'
import { claimHref } from './claim-links.ts'

type At = Request<{ reference: string }>

/** Where finance asks for a whole account number. */
export const accountHref = (reference: string): string => `/desk/claims/${reference}/account`

/** The account of a claim: masked, and whole after a reason was given. */
export function bankAccountPages(context: Context, frame: Frame): Router {
  const { db, texts } = context
  const router = Router()
  const page = async (
    request: At,
    response: Response,
    { typed, faults }: Attempt,
    shown?: KeptAccount,
  ): Promise<void> => {
    const spoken = texts(localeOf(request))
    const { reference } = await claimOf(db, request.params.reference)
    const account = shown ?? (await bankAccountOf(db, reference))
    await frame.show(response, 'desk/bank-account', {
      desk: 'payments',
      reference,
      claimHref: claimHref(reference),
      account: account?.iban && {
        version: account.version,
        changedAt: account.changedAt.toString(),
        number: shown ? spacedIban(shown.iban) : maskedIban(account.iban),
        ...(shown && { holder: shown.holder }),
      },
      reasons: showingReasons.map((value) => ({
        value,
        text: spoken.text(`privacy.account.reason.${value}`),
      })),
      form: formView({ area: 'privacy', texts: spoken, typed, faults }),
    })
  }
  const show = (request: At, response: Response, attempt: Attempt): Promise<void> =>
    page(request, response, attempt)
  router.get('/desk/claims/:reference/account', frame.may('see-bank-account'), (request: At, response) =>
    show(request, response, untouched),
  )
  router.post(
    '/desk/claims/:reference/account',
    frame.may('see-bank-account'),
    deskForm,
    // The answer is the page itself: an address that shows the number would show it again to whoever goes back to it.
    act<At>(async (request, response) => {
      const order = read(showingOrder, formBody(typedIn(request)))
      const account = await showAccount(context, request.params.reference, order, actorIn(response))
      await page(request, response, untouched, account)
      return undefined
    }, show),
  )
  return router
}
