/** Who asks: staff by session or token, a participant by the token of its claim's link, else a visitor. */
import type { Request } from 'express'
import type { Actor } from './base/actor.ts'
import type { Context } from './context.ts'
import { identifyStaff } from './staff/sign-in.ts'

/** `Authorization: Bearer TI-7K3M-92QF.<token>`: the token of a claim's link, as the API takes it. */
const claimBearer = /^Bearer ([A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4})\.([\w-]{22})$/

/** Somebody we do not know is a visitor, never an error. */
export async function identify(context: Context, request: Request): Promise<Actor> {
  const [, reference = '', token = ''] = claimBearer.exec(request.get('Authorization') ?? '') ?? []
  if (reference && context.opensClaim(reference, token)) return { kind: 'participant', reference }
  return (await identifyStaff(context, request.headers)) ?? { kind: 'visitor' }
}

/** The participant of a claim's pages, `/c/:reference/:token`, or undefined for a wrong token. */
export function participantOf(context: Context, { params }: Request): Actor | undefined {
  const { reference = '', token = '' } = params as { reference?: string; token?: string }
  return context.opensClaim(reference, token) ? { kind: 'participant', reference } : undefined
}
