/** Headers and limits that hold for every answer, whatever the room. Knows no route by name. */
import type { Server } from 'node:http'
import type { Request, RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import helmet from 'helmet'
import { refuse } from '../base/refusal.ts'
import { openBackOff } from './back-off.ts'

/**
 * Strict headers: nothing is loaded from elsewhere, no script or style stands in a page, nobody frames us.
 * `https` adds what would lock a plain http installation out of its own pages.
 */
export const secureHeaders = ({ https }: { readonly https: boolean }): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(https && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: https && { maxAge: 365 * 86_400, includeSubDomains: false },
    // Links hold tokens: no other site learns them. Not `no-referrer`, see docs/decisions/0002.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })

/** Lets the pictures of one page stand in its style sheet, as those of swagger-ui do. A picture runs nothing. */
export const allowInlinePictures: RequestHandler = (_request, response, next) => {
  const policy = response.get('Content-Security-Policy') ?? ''
  response.set('Content-Security-Policy', policy.replace("img-src 'self'", "img-src 'self' data:"))
  next()
}

/** Lets the scripts of one page run WebAssembly as well: reading codes from a camera needs it, and nothing else does. */
export const allowWasm: RequestHandler = (_request, response, next) => {
  const policy = response.get('Content-Security-Policy') ?? ''
  response.set(
    'Content-Security-Policy',
    policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
  )
  next()
}

/**
 * At most so many requests per address in a window, counted in this process; who passes the limit waits, longer each time
 * (back-off.ts). For what costs much or invites guessing;
 * IPv6 counts by network (/56), since one household has 2^72 addresses. `of` counts by what it gives instead, such as a
 * claim, and nothing where it gives nothing. @throws Refusal `too-many`, with the wait.
 */
export const limitRequests = (limit: {
  readonly requests: number
  readonly seconds: number
  readonly of?: ((request: Request) => string | undefined) | undefined
}): RequestHandler =>
  rateLimit({
    limit: limit.requests,
    windowMs: limit.seconds * 1000,
    store: openBackOff({ requests: limit.requests, windowMs: limit.seconds * 1000 }),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip: (request) => limit.of !== undefined && limit.of(request) === undefined,
    keyGenerator: (request) => limit.of?.(request) ?? ipKeyGenerator(request.ip ?? ''),
    handler: (_request, response, next) => {
      const seconds = Number(response.get('Retry-After') ?? limit.seconds)
      next(refuse('too-many', 'too-many-requests', { seconds }))
    },
  })

/** Slow or endless requests are cut off, so that they cannot hold all connections. Times in milliseconds. */
export function limitConnections(server: Server): void {
  server.headersTimeout = 10_000
  // An upload of 15 MB over a slow line (1 Mbit/s) takes two minutes.
  server.requestTimeout = 150_000
  server.keepAliveTimeout = 5000
  server.maxHeadersCount = 100
}
