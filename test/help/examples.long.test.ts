/** The examples of the API's document are requests that were sent and answers that came: sent again, they come again. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operationsSource, type Document } from '../../scripts/client/operations.ts'
import { drawExamples } from '../../scripts/examples/walk.ts'
import { describeApi } from '../../server/api.ts'
import { readSettings } from '../../server/config.ts'
import { closeContext, openContext } from '../../server/context.ts'

/** Members and kinds of values; which number or word it is differs with what was done before in the walk. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]))
}

/** A hundred and forty requests, with labels signed and photos taken in; milliseconds. */
const patience = 300_000

test(
  'every operation that takes or gives JSON has its example, and answers it as the document says',
  async () => {
    const { text, without } = await drawExamples()
    expect(without).toEqual([])
    const kept = JSON.parse(readFileSync('templates/api-examples.json', 'utf8')) as unknown
    expect(shapeOf(JSON.parse(text))).toEqual(shapeOf(kept))
  },
  patience,
)

test('the typed client knows what the document says; `npm run client` writes it anew', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backhaul-client-'))
  const context = openContext(readSettings({ DATA_DIR: folder, DRAWING_THREADS: '0', LOG_LEVEL: 'silent' }))
  const source = await operationsSource(describeApi(context) as unknown as Document)
  await closeContext(context)
  rmSync(folder, { recursive: true })
  expect(source).toBe(readFileSync('client/operations.ts', 'utf8'))
})
