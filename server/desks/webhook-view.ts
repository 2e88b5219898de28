/** What the page of one webhook shows: the endpoint, its messages and how each try went. */
import type { Database } from '../database.ts'
import { endpointById, type Endpoint } from '../webhooks/endpoint-store.ts'
import { messageCounts, messagesOf, triesOf, type MessageState } from '../webhooks/message-store.ts'
import { claimHref } from './claim-links.ts'

const states: readonly MessageState[] = ['waiting', 'delivered', 'dead']

export type EndpointView = {
  readonly endpoint: Endpoint
  readonly filter: MessageState | undefined
  readonly filters: readonly { readonly state: MessageState; readonly href: string; readonly count: number }[]
  readonly messages: readonly object[]
}

/** `asked`: the state to show alone, as the address says it. @throws Refusal `webhook-unknown`. */
export async function endpointView(
  { db }: { readonly db: Database },
  id: number,
  asked: unknown,
  limit: number,
): Promise<EndpointView> {
  const endpoint = await endpointById(db, id)
  const filter = states.find((state) => state === asked)
  const messages = await messagesOf(db, id, { state: filter, limit })
  const tries = await triesOf(
    db,
    messages.map((one) => one.id),
  )
  const counts = (await messageCounts(db)).get(id)
  return {
    endpoint,
    filter,
    filters: states.map((state) => ({
      state,
      href: `/desk/webhooks/${id}?state=${state}`,
      count: counts?.[state] ?? 0,
    })),
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
