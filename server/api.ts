/** The JSON API below `/api`: every room's operations, the upload resource, and the document that describes them all. */
import { readFileSync } from 'node:fs'
import { Router, type Request } from 'express'
import { auditOperations } from './audit/routes.ts'
import { actorText, type Actor } from './base/actor.ts'
import { refuse } from './base/refusal.ts'
import { agreementOperations } from './billing/agreement-routes.ts'
import { correctionOperations } from './billing/correction-routes.ts'
import { billingOperations } from './billing/routes.ts'
import { claimOperations } from './claims/routes.ts'
import { reviewDeskOperations } from './claims/desk-routes.ts'
import { jobOperations } from './jobs/routes.ts'
import { consentOperations } from './claims/consent-routes.ts'
import { loadDraft, loadEdition } from './claims/editions.ts'
import { timeOperations } from './claims/time-routes.ts'
import { whatIfOperations } from './claims/what-if-routes.ts'
import { vatOperations } from './billing/vat-routes.ts'
import type { Context } from './context.ts'
import { documentOperations } from './documents/routes.ts'
import { accountChangeOperations } from './desks/account-change-routes.ts'
import { evidenceOperations, uploadDescription, uploadRouter } from './evidence/routes.ts'
import { identify } from './identity.ts'
import { accountOperations as bankAccountOperations } from './payments/account-routes.ts'
import { bankAnswerDescription, bankAnswerRouter } from './payments/answer-routes.ts'
import { goodsOperations } from './payments/goods-routes.ts'
import { holdOperations } from './payments/hold-routes.ts'
import { matchingOperations } from './payments/matching-routes.ts'
import { recoveryOperations } from './payments/recovery-routes.ts'
import { paymentOperations } from './payments/routes.ts'
import { accessOperations } from './portal/access-routes.ts'
import { retentionOperations } from './privacy/retention-routes.ts'
import { privacyOperations } from './privacy/routes.ts'
import { draftOperations } from './programmes/draft-routes.ts'
import { programmeOperations } from './programmes/routes.ts'
import { carrierEventDescription, carrierEventRouter } from './shipping/carriers/event-routes.ts'
import { pickupOperations } from './shipping/pickup-routes.ts'
import { carrierOperations } from './shipping/carriers/routes.ts'
import { labelOperations } from './shipping/label-routes.ts'
import { shippingOperations } from './shipping/routes.ts'
import { scanOperations } from './shipping/scan-routes.ts'
import { unidentifiedOperations } from './shipping/unidentified-routes.ts'
import { authorise, isMove, isOpen, mayDo } from './staff/access.ts'
import { accountOperations } from './staff/account-routes.ts'
import { factorOperations } from './staff/factor-routes.ts'
import { keyOperations } from './staff/key-routes.ts'
import { passkeyOperations } from './staff/passkey-routes.ts'
import { sessionOperations } from './staff/routes.ts'
import { webhookOperations } from './webhooks/routes.ts'
import { declaredRoutes, declaring, type OpenRoutes, type Route } from './web/declared.ts'
import { mountOperations } from './web/mount.ts'
import { openApiDocument, type Examples } from './web/openapi.ts'
import type { Described } from './web/openapi-schemas.ts'
import type { Operation } from './web/operation.ts'
import { problemHandler } from './web/problem-handler.ts'

/** Every operation of the house. */
export const operationsOf = (context: Context): readonly Operation[] => [
  ...programmeOperations({ loadEdition: (db, source, by) => loadEdition({ ...context, db }, source, by) }),
  ...draftOperations({
    ...context,
    loadDraft: (db, id, revision, by) => loadDraft({ ...context, db }, id, revision, by),
  }),
  ...whatIfOperations(context),
  ...claimOperations(context),
  ...accessOperations(context),
  ...timeOperations(context),
  ...consentOperations(context),
  ...reviewDeskOperations(context),
  ...jobOperations(context),
  ...evidenceOperations(context.vault),
  ...documentOperations(context),
  ...shippingOperations(context),
  ...carrierOperations(context),
  ...labelOperations(context),
  ...pickupOperations(context),
  ...scanOperations(context),
  ...unidentifiedOperations(context),
  ...auditOperations(context),
  ...billingOperations(context),
  ...correctionOperations(context),
  ...agreementOperations(context),
  ...vatOperations(context),
  ...paymentOperations(context),
  ...bankAccountOperations(context),
  ...holdOperations(context),
  ...goodsOperations(context),
  ...recoveryOperations(context),
  ...matchingOperations(context),
  ...sessionOperations(context),
  ...factorOperations(context),
  ...passkeyOperations(context),
  ...keyOperations(context),
  ...accountOperations(context),
  ...accountChangeOperations(context),
  ...privacyOperations(context),
  ...retentionOperations(context),
  ...webhookOperations(context),
]

const descriptions = new WeakMap<Context, Described>()

/**
 * The OpenAPI document of a house. Made when somebody first asks and kept: hundreds of schemas take a tenth of the time
 * of a start.
 */
export function describeApi(context: Context): Described {
  const known = descriptions.get(context)
  if (known) return known
  const description = openApiDocument({
    title: 'Backhaul',
    version: '0.1.0',
    operations: operationsOf(context),
    root: `${context.settings.publicUrl}/api`,
    examples: JSON.parse(readFileSync('templates/api-examples.json', 'utf8')) as Examples,
    texts: context.texts('en'),
    isOpen: (move) => mayDo({ kind: 'visitor' }, move),
    also: { ...uploadDescription, ...bankAnswerDescription, ...carrierEventDescription },
  })
  descriptions.set(context, description)
  return description
}

/** Uploads that ask nobody at their door: what was sent there, or its signature, says who it is. */
const openUploads: OpenRoutes = {
  'POST /evidence': 'upload-evidence',
  'POST /carrier-events/:connection': 'tell-as-carrier',
}

/** Files are no operations of JSON; each declares its move as they do. */
function uploadRouters(context: Context): Router[] {
  const ask = async (request: Request, move: string): Promise<Actor> => {
    const actor = await identify(context, request)
    authorise(actor, move, {})
    return actor
  }
  return [
    uploadRouter({ ...context, whose: async (request) => actorText(await identify(context, request)) }),
    bankAnswerRouter({
      ...context,
      mayAnswer: declaring('take-bank-answer', async (request, response, next) => {
        response.locals['actor'] = await ask(request, 'take-bank-answer')
        next()
      }),
    }),
    carrierEventRouter({ ...context, whoMayBring: (request) => ask(request, 'bring-carrier-events') }),
  ]
}

/** The uploads with their moves, as the router serves them below `/api`. */
export const uploadRoutesOf = (context: Context): (Route & { readonly move: string })[] =>
  declaredRoutes(uploadRouters(context), openUploads, { isMove, isOpen })

/** Everything below `/api`: the description, the upload, the operations, then problem documents for what was refused. */
export function apiRouter(context: Context): Router {
  const router = Router()
  const operations = operationsOf(context)
  router.get('/openapi.json', (_request, response) => void response.json(describeApi(context)))
  const uploads = uploadRouters(context)
  declaredRoutes(uploads, openUploads, { isMove, isOpen })
  router.use(...uploads)
  mountOperations(router, operations, {
    ...context,
    identify: (request) => identify(context, request),
    authorise,
    isMove,
  })
  router.use(() => {
    throw refuse('not-found', 'not-found')
  })
  router.use(problemHandler(context))
  return router
}
