/** The examples of the API's document are requests that were sent and answers that came: sent again, they come again. */
import { readFileSync } from 'node:fs'
import { jest } from '@jest/globals'
import { drawExamples } from '../../scripts/examples/walk.ts'

// A hundred and forty requests, with labels signed and photos taken in.
jest.setTimeout(300_000)

test('every operation that takes or gives JSON has its example, and answers it as the document says', async () => {
  const { text, without } = await drawExamples()
  expect(without).toEqual([])
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync('templates/api-examples.json', 'utf8')))
})
