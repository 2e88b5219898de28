/**
 * What page routes are given: how to show a page in its frame, and how to ask for leave. `app.ts` makes it, because
 * only it knows who is signed in and what they may open. Knows no template by name.
 */
import type { RequestHandler, Response } from 'express'
import type { Actor } from '../base/actor.ts'
import type { Locale, Texts } from '../texts/texts.ts'

/** A notice told once on top of the page after something was done. */
export type Notice = { readonly kind: 'good' | 'wait' | 'bad'; readonly text: string }

/** `desk` is the id of the desk that is open, for the navigation. */
export type PageValues = Readonly<Record<string, unknown>> & {
  readonly desk?: string
  readonly notice?: Notice
}

export type Frame = {
  /** Answers with a page, in the reader's language, with the status that was set. */
  readonly show: (response: Response, template: string, values: PageValues) => Promise<void>
  /** Lets those pass whom the table of roles gives the move; sends visitors to sign in. Afterwards `actorIn` knows who it is. */
  readonly may: (move: string) => RequestHandler
  /** Like `may`, on a claim's pages, `/c/:reference/:token`; sends the holder of a link to the code that it needs. */
  readonly mayOwn: (move: string) => RequestHandler
  readonly texts: (locale: Locale) => Texts
  /** HTML of a piece of a page, for a script that puts it in. */
  readonly piece: (locale: Locale, template: string, values: Readonly<Record<string, unknown>>) => string
  /** The served path of a file, see assets.ts. */
  readonly asset: (name: string) => string
}

/** Who asks, once `may` or `mayOwn` has let them pass. @throws Error on a route that forgot to ask. */
export function actorIn(response: Response): Actor {
  const actor = response.locals['actor'] as Actor | undefined
  if (!actor) throw new Error('this route asked nobody for leave')
  return actor
}
