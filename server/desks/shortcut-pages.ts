/** The keys of the desks on a page of their own, for whoever has no script, and the switch that turns them off. */
import { Router } from 'express'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { hostCookie } from '../web/cookies.ts'
import { formBody } from '../web/forms.ts'
import type { Frame } from '../web/frame.ts'
import { read } from '../web/read.ts'
import { typedIn } from '../web/request.ts'
import { deskForm } from './act.ts'
import { shortcutsCookie } from './shortcuts.ts'

const page = '/desk/shortcuts'

const choice = z.strictObject({ keys: z.enum(['on', 'off']) })

const yearInMilliseconds = 365 * 86_400_000

/** `/desk/shortcuts`. */
export function shortcutPages({ https }: Pick<Context, 'https'>, frame: Frame): Router {
  const router = Router()
  router.get(page, frame.may('see-own-account'), (_request, response) =>
    frame.show(response, 'desk/shortcuts', {}),
  )
  router.post(page, frame.may('see-own-account'), deskForm, (request, response) => {
    const { keys } = read(choice, formBody(typedIn(request)))
    const options = { maxAge: yearInMilliseconds, httpOnly: true, secure: https, sameSite: 'lax' } as const
    response.cookie(hostCookie(https, shortcutsCookie), keys, options).redirect(303, page)
  })
  return router
}
