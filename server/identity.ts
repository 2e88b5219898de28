/** Who asks: staff by session or token, a program by its key, a participant by a session that a code opened, a link's holder, else a visitor. */
import type { Request } from 'express'
import type { Actor } from './base/actor.ts'
import { claimOpenedBy } from './claims/access-store.ts'
import type { Context } from './context.ts'
import { machineBehind } from './staff/key-store.ts'
import { identifyStaff } from './staff/sign-in.ts'
import { cookieIn } from './web/cookies.ts'

/** `Authorization: Bearer TI-7K3M-92QF.<token>`: the token of a claim's link, as the API takes it. */
const linkBearer = /^Bearer ([A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4})\.([\w-]{22})$/

/** `Authorization: Bearer claim.<token>`: the token of a participant's session. */
const sessionBearer = /^Bearer claim\.([\w-]{43})$/

/** Somebody we do not know is a visitor, never an error. */
export async function identify(context: Context, request: Request): Promise<Actor> {
  const proof = request.get('Authorization') ?? ''
  const [, reference = '', token = ''] = linkBearer.exec(proof) ?? []
  if (reference && context.opensClaim(reference, token)) return { kind: 'link-holder', reference }
  const session = sessionBearer.exec(proof)?.[1]
  const opened = session === undefined ? undefined : await claimOpenedBy(context, session)
  if (opened) return { kind: 'participant', reference: opened }
  const machine = await machineBehind(context, proof)
  return machine ?? (await identifyStaff(context, request.headers)) ?? { kind: 'visitor' }
}

/** Who is on a claim's pages, `/c/:reference/:token`; undefined for a wrong token, whatever session there is. */
export async function holderOf(context: Context, request: Request): Promise<Actor | undefined> {
  const { reference = '', token = '' } = request.params as { reference?: string; token?: string }
  if (!context.opensClaim(reference, token)) return undefined
  const session = cookieIn(request.get('Cookie'), claimCookie(context, reference))
  const opened = session === undefined ? undefined : await claimOpenedBy(context, session)
  return opened === reference ? { kind: 'participant', reference } : { kind: 'link-holder', reference }
}

/** Cookie of a participant's session; each claim has its own, so that two can be open side by side. */
export const claimCookie = ({ https }: Pick<Context, 'https'>, reference: string): string =>
  `${https ? '__Secure-' : ''}claim-${reference}`
