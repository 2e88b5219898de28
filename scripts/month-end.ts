/**
 * Draws every document that was ordered and not drawn yet: `npm run month-end`. Invoices are otherwise drawn when somebody
 * first wants them; a closed month wants them all on the disk. Killed at any moment, it goes on where it was: what is
 * drawn is never drawn again. Prints how far it is.
 */
import { readSettings } from '../server/config.ts'
import { closeContext, openContext } from '../server/context.ts'
import { countUndrawn, fileOf, undrawnAfter } from '../server/documents/store.ts'

const batch = 100

const context = openContext(readSettings(process.env))
const total = await countUndrawn(context.db)
let done = 0
for (let after = 0; ;) {
  const ids = await undrawnAfter(context.db, after, batch)
  for (const id of ids) await fileOf(context, id)
  done += ids.length
  after = ids.at(-1) ?? after
  const megabytes = Math.round(process.memoryUsage().rss / 1_048_576)
  if (ids.length > 0) console.log(`${done} of ${total} documents drawn, ${megabytes} MB`)
  if (ids.length < batch) break
}
await closeContext(context)
