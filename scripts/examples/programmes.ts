/** Examples of a programme manager: an edition loaded as a file, a draft from its first save to its end, and a what-if. */
import { readFileSync } from 'node:fs'
import type { Stage } from './stage.ts'

const id = 'dk-workstation-trade-in-open'

type Draft = { readonly id: number; readonly source: string }

/** After some claims were decided, so that a what-if has something to say. */
export async function walkProgrammes({ house, admin }: Stage): Promise<void> {
  const file = readFileSync(`templates/programmes/${id}.yaml`, 'utf8')
  await admin('POST', '/programmes', { source: file.replace(/^edition: .*$/m, 'edition: 2027-trial') })
  const { version: basedOn } = await admin<{ version: string }>('GET', `/programmes/${id}`)
  const begun = await admin<Draft>('POST', '/programme-drafts', { basedOn })
  const draft = `/programme-drafts/${begun.id}`
  const source = begun.source.replace(/^edition: .*$/m, 'edition: 2027-autumn').replaceAll('150000', '140000')
  await admin('PUT', draft, { revision: 1, source })
  await admin('GET', '/programme-drafts')
  await admin('GET', draft)
  await admin('GET', `${draft}/saves/1`)
  await admin('GET', `${draft}/changes`)
  const { id: whatIf } = await admin<{ id: number }>('POST', `${draft}/what-ifs`, {})
  await house.work()
  await admin('GET', `${draft}/what-ifs`)
  await admin('GET', `/what-ifs/${whatIf}`)
  await admin('GET', `/what-ifs/${whatIf}/claims`)
  await admin('POST', `${draft}/loading`, { revision: 2 })
  const { version: next } = await admin<{ version: string }>('GET', `/programmes/${id}`)
  // What follows in the walk is worth what it was.
  await admin('POST', '/programmes', { source: file.replace(/^edition: .*$/m, 'edition: 2027-trial') })
  const unwanted = await admin<Draft>('POST', '/programme-drafts', { basedOn: next })
  await admin('DELETE', `/programme-drafts/${unwanted.id}?revision=1`)
}
