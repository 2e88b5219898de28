/** What every request carries besides its content: an id for the log, the language its reader wants. */
import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { isLocale, type Locale } from '../texts/texts.ts'
import { choiceIn, hostCookie } from './cookies.ts'
import type { Typed } from './forms.ts'
import { chooseLocale } from './language.ts'

/** The cookie that keeps a person's choice of language. */
export const languageCookie = 'lang'

/** Gives each request an id of our own making (a caller's could forge log lines) and tells the caller. */
export const nameRequests = (): RequestHandler => (_request, response, next) => {
  response.set('X-Request-Id', requestIdOf(response))
  next()
}

/** The id of the request that this response answers. */
export function requestIdOf({ locals }: Response): string {
  const known: unknown = locals['requestId']
  if (typeof known === 'string') return known
  const id = randomUUID()
  locals['requestId'] = id
  return id
}

/** Keeps the language that a person chose by a link, for the pages that follow. A choice of words changes nothing else. */
export const rememberLanguage =
  ({ https }: { readonly https: boolean }): RequestHandler =>
  ({ query, method }, response, next) => {
    const options = { maxAge: yearInMilliseconds, httpOnly: true, secure: https, sameSite: 'lax' } as const
    if (method === 'GET' && isLocale(query['lang']))
      response.cookie(hostCookie(https, languageCookie), query['lang'], options)
    next()
  }

const yearInMilliseconds = 365 * 86_400_000

/** The language to answer in: `?lang=`, then the cookie, then what the browser accepts. */
export const localeOf = ({ query, headers }: Pick<Request, 'query' | 'headers'>): Locale =>
  chooseLocale({
    lang: query['lang'],
    cookie: choiceIn(headers.cookie, languageCookie),
    accepted: headers['accept-language'],
  })

/** One text of the query, trimmed and bounded; empty when it is absent or sent several times. */
export function queryText({ query }: Pick<Request, 'query'>, name: string): string {
  const value = query[name]
  return typeof value === 'string' ? value.trim().slice(0, 100) : ''
}

/** The fields of a page's form; none where the request brought no form at all, which leaves express no body. */
export const typedIn = ({ body }: Pick<Request, 'body'>): Typed => (body ?? {}) as Typed
