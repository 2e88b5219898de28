/**
 * Numbers for Prometheus: how long requests take, by route as declared and never by address, what the process uses, and
 * whatever the house counts when it is asked. Knows no table.
 */
import { timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { refuse } from '../base/refusal.ts'
import { routeOf } from './log.ts'

/** What is counted anew at each asking: its name, what it says, and its value now. */
export type Count = { readonly name: string; readonly help: string; readonly value: number }

export type Metrics = {
  /** Measures every request that ends. */
  readonly measure: RequestHandler
  /** Answers with the text format; only to who knows the token. Without a token there is no such page. */
  readonly show: RequestHandler
}

/** One set of numbers for one server. */
export function openMetrics({
  token,
  counts,
}: {
  readonly token: string | undefined
  readonly counts: () => Promise<readonly Count[]>
}): Metrics {
  const registers = [new Registry()]
  const [register] = registers as [Registry]
  collectDefaultMetrics({ register })
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const gauges = new Map<string, Gauge>()
  const measure: RequestHandler = (request, response, next) => {
    const end = seconds.startTimer({ method: request.method })
    response.once('close', () => void end({ route: routeOf(request), status: response.statusCode }))
    next()
  }
  const show: RequestHandler = async (request, response) => {
    if (!token || !isSame(request.get('Authorization') ?? '', `Bearer ${token}`))
      throw refuse('not-found', 'not-found')
    for (const { name, help, value } of await counts()) {
      const gauge = gauges.get(name) ?? new Gauge({ name, help, registers })
      gauges.set(name, gauge)
      gauge.set(value)
    }
    response.type(register.contentType).send(await register.metrics())
  }
  return { measure, show }
}

const isSame = (given: string, wanted: string): boolean =>
  given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted))
