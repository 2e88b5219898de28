/** What a reader of the list of applications asks for, out of its address. Pure. */
import { queryText } from '../web/request.ts'

export const queueStates = ['submitted', 'incomplete', 'approved'] as const
export const queueOrders = ['age', 'risk'] as const

export type QueueAsked = {
  readonly state: (typeof queueStates)[number]
  readonly order: (typeof queueOrders)[number]
}

/** What is not asked for in words that are known is the queue, the oldest first. */
export const queueAsked = (request: Parameters<typeof queryText>[0]): QueueAsked => ({
  state: queueStates.find((state) => state === queryText(request, 'state')) ?? 'submitted',
  order: queueOrders.find((order) => order === queryText(request, 'order')) ?? 'age',
})
