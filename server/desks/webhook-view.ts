/** What the page of one webhook shows: the endpoint, its messages and how each try went. */
import type { Database } from '../database.ts'
import { endpointById, type Endpoint } from '../webhooks/endpoint-store.ts'
import { messagesOf, triesOf, type Message, type MessageState } from '../webhooks/message-store.ts'
import { claimHref } from './claim-links.ts'
import { only, type Asked } from './filters.ts'
import type { Listed } from './listed.ts'

export type EndpointView = {
  readonly endpoint: Endpoint
  readonly messages: readonly object[]
}

/** Messages as they are asked for. @throws Refusal `webhook-unknown`. */
export async function endpointView(
  { db }: { readonly db: Database },
  id: number,
  { state }: Asked,
  limit: number,
): Promise<EndpointView> {
  const endpoint = await endpointById(db, id)
  const messages = await messagesOf(db, id, { state: only(state) as MessageState | undefined, limit })
  const tries = await triesOf(
    db,
    messages.map((one) => one.id),
  )
  return {
    endpoint,
    messages: messages.map((message) => ({
      ...message,
      ...aboutClaim(message.body),
      tries: tries.get(message.id) ?? [],
      replayHref: `/desk/webhooks/${id}/messages/${message.id}/replay`,
    })),
  }
}

function aboutClaim(body: string): { readonly reference: string; readonly href: string } {
  const { data } = JSON.parse(body) as { data: { reference: string } }
  return { reference: data.reference, href: claimHref(data.reference) }
}

/** The query of the list of one endpoint's messages: the same list for all of them, see filters.ts. */
export const messagesAsked = (id: number, state: unknown): string =>
  new URLSearchParams({ ...(typeof state === 'string' && { state }), endpoint: String(id) }).toString()

const batch = 500

export const messageList: Listed<Message> = {
  may: 'see-webhooks',
  columns: [
    ['desk.column.number', ({ id }) => id],
    ['webhook.event', ({ kind }) => kind],
    ['desk.column.reference', ({ body }) => aboutClaim(body).reference],
    ['desk.column.created', ({ createdAt }) => createdAt],
    ['desk.column.state', ({ state }, texts) => texts.text(`webhook.state.${state}`)],
    ['desk.column.at', ({ settledAt }) => settledAt],
  ],
  async *rows({ db }, { state, endpoint = '' }: Asked) {
    const { id } = await endpointById(db, /^\d{1,9}$/.test(endpoint) ? Number(endpoint) : 0)
    for (let before: string | undefined; ;) {
      const messages = await messagesOf(db, id, {
        state: only(state) as MessageState | undefined,
        before,
        limit: batch,
      })
      yield messages
      if (messages.length < batch) return
      before = messages.at(-1)?.id
    }
  },
}
