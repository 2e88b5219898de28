/** What every form of a claim's page does: make the move and show the page anew; a refusal is shown on the same page. */
import { urlencoded, type Request, type Response } from 'express'
import { Refusal, type Fault } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { formView } from '../web/form-view.ts'
import { formBody, type FormShape, type Typed } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { statusOf } from '../web/problem.ts'
import { localeOf, typedIn } from '../web/request.ts'
import { statusView } from './status-view.ts'

/** Parts of the address behind the link of a claim. */
export type Address = { readonly reference: string; readonly token: string }
export type At<More = object> = Request<Address & More>

/** A claim's forms are short. */
export const claimForm = urlencoded({ extended: false, limit: 16_384, parameterLimit: 120 })

/** The address of the claim's page. */
export const pathOf = ({ params }: { readonly params: Address }): string =>
  `/c/${params.reference}/${params.token}`

/** The claim's page, once more with what was typed and what was wrong with it. */
export async function showStatus(
  context: Context,
  frame: Frame,
  response: Response,
  typed: Typed = {},
  faults: readonly Fault[] = [],
): Promise<void> {
  const request = response.req as unknown as At
  const texts = context.texts(localeOf(request))
  await frame.show(response, 'status', {
    claim: await statusView(context, request.params.reference, pathOf(request), texts),
    form: formView({ area: 'status', texts, typed, faults }),
  })
}

/** `shape` says how the form's fields are written; `make` gets what they hold. */
export const claimAct =
  (context: Context, frame: Frame, shape: FormShape) =>
  <More>(make: (request: At<More>, body: Record<string, unknown>, response: Response) => Promise<unknown>) =>
  async (request: Request, response: Response): Promise<void> => {
    const at = request as unknown as At<More>
    const typed = typedIn(request)
    try {
      await make(at, formBody(typed, shape), response)
      response.redirect(303, pathOf(at))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await showStatus(context, frame, response.status(statusOf(error)), typed, error.faults)
    }
  }
