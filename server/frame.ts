/** The frame around every page: who is signed in, which desks they may open, and who may come here at all. */
import type { Request, Response } from 'express'
import type { Context } from './context.ts'
import { holderOf, identify } from './identity.ts'
import type { Actor } from './base/actor.ts'
import { refuse } from './base/refusal.ts'
import { shortcutsCookie, shortcutsFor } from './desks/shortcuts.ts'
import { authorise, desksOf, isStaleFor, mayDo } from './staff/access.ts'
import { staffBehind } from './staff/sign-in.ts'
import { choiceIn } from './web/cookies.ts'
import { declaring } from './web/declared.ts'
import type { Frame, PageValues } from './web/frame.ts'
import type { Pages } from './web/page.ts'
import { localeOf } from './web/request.ts'

/** Who asks for a page of the house, and who for one of a claim's: as `identity.ts` tells it, or a test. */
type Asking = { readonly identify: typeof identify; readonly holderOf: typeof holderOf }

/** The frame for all page routes: shows pages with who is signed in, and asks for leave. */
export function frameFor(
  context: Context,
  pages: Pages,
  asset: Frame['asset'],
  asking: Asking = { identify, holderOf },
): Frame {
  const show = async (response: Response, template: string, values: PageValues): Promise<void> => {
    const { desk, notice, ...rest } = values
    const request = response.req
    const staff = await staffBehind(context, request.headers)
    const page = {
      url: request.originalUrl,
      desk,
      notice,
      ...(staff && {
        staff: {
          ...staffView(staff.name, { kind: 'staff', id: staff.id, roles: staff.roles }),
          keys: choiceIn(request.headers.cookie, shortcutsCookie) === 'off' ? 'off' : 'on',
        },
      }),
    }
    const locale = localeOf(request)
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Language', locale)
      .type('html')
      .send(pages.render(locale, template, { ...rest, page }))
  }
  return {
    show,
    may: mayWith(context, asking),
    mayOwn: mayOwnWith(context, asking),
    texts: context.texts,
    piece: pages.render,
    asset,
  }
}

const staffView = (name: string, actor: Actor) => ({
  name,
  desks: desksOf(actor),
  shortcuts: shortcutsFor(desksOf(actor)),
  mayFind: mayDo(actor, 'list-claims'),
})

const mayWith = (context: Context, asking: Asking) => (move: string) =>
  declaring(move, async (request, response, next) => {
    const actor = await asking.identify(context, request)
    response.locals['actor'] = actor
    const first = whereFirst(actor, move, request)
    if (first) return response.redirect(303, first)
    authorise(actor, move, { ...request.params } as Record<string, string>)
    next()
  })

/**
 * Where somebody has to go before: to sign in, to prove to be there, to set up a second factor. A form that comes too late
 * leads back to its page, to be sent again: nothing that was typed is carried along unseen.
 */
function whereFirst(actor: Actor, move: string, request: Request): string | undefined {
  const isGet = request.method === 'GET'
  if (actor.kind === 'visitor') return isGet ? '/sign-in' : undefined
  if (actor.kind !== 'staff') return undefined
  if (isStaleFor(actor, move)) return proofAddress(isGet ? request.originalUrl : request.get('Referer'))
  if (!isGet || mayDo(actor, move)) return undefined
  if (actor.lacks === 'second-step') return proofAddress(request.originalUrl)
  return actor.lacks === 'enrolment' || actor.lacks === 'own-password' ? '/account' : undefined
}

/** Of another page's address, its path alone counts. */
function proofAddress(from = ''): string {
  const { pathname, search } = new URL(from, 'http://localhost')
  return `/prove?to=${encodeURIComponent(pathname + search)}`
}

const mayOwnWith = (context: Context, asking: Asking) => (move: string) =>
  declaring(move, async (request, response, next) => {
    const actor = await asking.holderOf(context, request)
    // A wrong token is answered like a claim that does not exist, so that references cannot be tried out.
    if (!actor) throw refuse('not-found', 'not-found')
    if (actor.kind === 'link-holder' && !mayDo(actor, move))
      return response.redirect(303, codeAddress(request))
    authorise(actor, move, { ...request.params } as Record<string, string>)
    response.locals['actor'] = actor
    next()
  })

/** Where the code is typed; a page that was asked for is shown afterwards, an act is asked for again. */
function codeAddress({ params, method, originalUrl }: Request): string {
  const { reference, token } = params as { reference: string; token: string }
  const claim = `/c/${reference}/${token}`
  return `${claim}/code${method === 'GET' ? `?to=${encodeURIComponent(originalUrl.slice(claim.length))}` : ''}`
}
