/** `npm run examples`: writes the examples of the API's document, each as a request that was sent and its answer. */
import { writeFileSync } from 'node:fs'
import { drawExamples } from './examples/walk.ts'

const { text, without } = await drawExamples()
writeFileSync('templates/api-examples.json', text)
console.log(
  without.length === 0 ? 'Every operation has its example.' : `Without an example: ${without.join(', ')}`,
)
