/** The house as one express application: what stands before every request, the API, the pages, the end of errors. */
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { apiRouter } from './api.ts'
import { refuse } from './base/refusal.ts'
import type { Mode } from './config.ts'
import type { Context } from './context.ts'
import { countsOf } from './counts.ts'
import { frameFor } from './frame.ts'
import { limitHouse } from './limits.ts'
import { openInDemonstration, openRoutes } from './open-routes.ts'
import { pageRouters } from './pages.ts'
import { isMove, isOpen } from './staff/access.ts'
import { answerAsset, openAssets, type Assets } from './web/assets.ts'
import { declaredRoutes, type OpenRoutes } from './web/declared.ts'
import { refuseForeignRequests } from './web/fetch-metadata.ts'
import type { Frame } from './web/frame.ts'
import { logRequests } from './web/log.ts'
import { openMetrics } from './web/metrics.ts'
import { openPages } from './web/page.ts'
import { answerTo, sayWhen } from './web/problem-handler.ts'
import { bugProblem } from './web/problem.ts'
import { localeOf, nameRequests, rememberLanguage, requestIdOf } from './web/request.ts'
import type { Worker } from './worker.ts'
import { secureHeaders } from './web/security.ts'

/** Woken after every request that may have written something, so that it looks at once. */
type WorkerBeside = Pick<Worker, 'wake' | 'secondsSinceRound'>

// A test calls its rounds by itself.
const noWorker: WorkerBeside = { wake: () => undefined, secondsSinceRound: () => 0 }

/** `worker`: who does what requests leave to be done. `limits`: none where scanners are let loose, by no setting. */
export function makeApp(
  context: Context,
  worker: WorkerBeside = noWorker,
  limits: RequestHandler = limitHouse(),
): Express {
  const { settings, https, texts, log } = context
  const assets = openAssets('templates/assets')
  const pages = openPages({ texts, directory: 'templates/pages', asset: assets.path })
  const frame = frameFor(context, pages, assets.path)
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', settings.trustedProxies)
  const metrics = openMetrics({
    token: settings.metricsToken,
    counts: () => countsOf(context, worker.secondsSinceRound()),
  })
  app.use(nameRequests(), logRequests(log), metrics.measure)
  app.use(secureHeaders({ https }), rememberLanguage({ https }))
  app.get('/health', health(context))
  app.get('/ready', ready(context, worker))
  app.get('/metrics', metrics.show)
  app.use(serveAssets(assets))
  app.use(compression({ filter: isOurOwn }))
  app.use(refuseForeignRequests(new URL(settings.publicUrl).host))
  app.use(tellWhenChanged(worker.wake))
  app.use(limits)
  app.use('/api', apiRouter(context))
  const pageRoutes = pageRouters(context, frame)
  declaredRoutes(pageRoutes, openRoutesOf(settings.mode), { isMove, isOpen })
  app.use(...pageRoutes)
  app.use(() => {
    throw refuse('not-found', 'not-found')
  })
  app.use(errorPage(context, frame))
  return app
}

const openRoutesOf = (mode: Mode): OpenRoutes =>
  mode === 'demonstration' ? { ...openRoutes, ...openInDemonstration } : openRoutes

/** The size of a packed page would tell a stranger's page, which can have words reflected in it, what else it holds (BREACH). */
const isOurOwn: compression.CompressionFilter = (request, response) =>
  request.headers['sec-fetch-site'] !== 'cross-site' && compression.filter(request, response)

/** Answers only while the database does. */
const health =
  ({ db }: Context): RequestHandler =>
  async (_request, response) => {
    await db.raw('select 1')
    response.json({ status: 'ok' })
  }

/** Ready for work: the database answers and the worker is at it. A round with a slow mail server may take a minute. */
const ready =
  ({ db }: Context, { secondsSinceRound }: WorkerBeside): RequestHandler =>
  async (_request, response) => {
    await db.raw('select 1')
    const isAtWork = secondsSinceRound() < 120
    response.status(isAtWork ? 200 : 503).json({ status: isAtWork ? 'ok' : 'worker-stands-still' })
  }

const serveAssets =
  (assets: Assets): RequestHandler =>
  async (request, response, next) => {
    const answer = await answerAsset(assets, request.path, request.get('Accept-Encoding'))
    if (!answer || request.method !== 'GET') return next()
    response.set(answer.headers).send(answer.body)
  }

const tellWhenChanged =
  (changed: () => void): RequestHandler =>
  ({ method }, response, next) => {
    if (method !== 'GET' && method !== 'HEAD') response.once('finish', changed)
    next()
  }

/** A refused or failed page, in the reader's language, with what to do. */
const errorPage =
  ({ texts, log }: Context, { show }: Frame): ErrorRequestHandler =>
  async (error: unknown, request, response, _next) => {
    if (response.headersSent) return void response.destroy()
    const spoken = texts(localeOf(request))
    const requestId = requestIdOf(response)
    const answer = answerTo(error, spoken)
    if ('bug' in answer) log.error({ requestId, err: answer.bug }, 'request failed')
    else sayWhen(response, answer.refusal)
    const problem = 'bug' in answer ? bugProblem(spoken, requestId) : answer.problem
    try {
      await show(response.status(problem.status), 'error', { ...problem })
    } catch (failed) {
      // The frame asks the database who is signed in; without a database there are still words.
      log.error({ requestId, err: failed }, 'error page failed')
      response.type('text').send(`${problem.title}\n\n${problem.detail}`)
    }
  }
