/** What every desk's form does: make the move, go on; or show the page again with what was typed and why not. */
import { urlencoded, type Request, type RequestHandler, type Response } from 'express'
import { Refusal, type Fault } from '../base/refusal.ts'
import type { Typed } from '../web/forms.ts'
import { statusOf } from '../web/problem.ts'
import { sayWhen } from '../web/problem-handler.ts'
import { typedIn } from '../web/request.ts'

/** A desk's forms are short; lists of ticks send one parameter each. */
export const deskForm: RequestHandler = urlencoded({ extended: false, limit: 32_768, parameterLimit: 250 })

/** What was ticked in a list, see macros/many.njk. */
export const tickedIn = ({ body }: Request): readonly string[] =>
  [((body ?? {}) as Typed)['chosen'] ?? []].flat()

/** What was typed, and the faults of it. */
export type Attempt = { readonly typed: Typed; readonly faults: readonly Fault[] }

export const untouched: Attempt = { typed: {}, faults: [] }

/**
 * `make` gives the address to go on to, or undefined when it has answered. A refusal is shown by `again`, on the page that it is about, with its status.
 */
export const act =
  <At extends Request>(
    make: (request: At, response: Response) => Promise<string | undefined>,
    again: (request: At, response: Response, attempt: Attempt) => Promise<void>,
  ): RequestHandler =>
  async (request, response) => {
    const at = request as unknown as At
    try {
      const next = await make(at, response)
      if (next !== undefined) response.redirect(303, next)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const typed = typedIn(request)
      sayWhen(response, error)
      await again(at, response.status(statusOf(error)), { typed, faults: error.faults })
    }
  }
