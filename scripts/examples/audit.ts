/** Examples of the audit, of what is offered after it, and of answers to both. */
import type { ClaimView } from '../../server/claims/view.ts'
import { foundAs, takesPhoto } from '../walk/people.ts'
import { applies } from './claims.ts'
import type { Stage } from './stage.ts'

/** A device that is another than declared; its owner takes the lower offer. */
export async function walkAudit(stage: Stage): Promise<void> {
  const { desk, people } = stage
  const one = await applies(stage)
  const path = `/claims/${one.reference}`
  const { units } = await desk<ClaimView>('POST', `${path}/approval`, {})
  await desk('POST', '/scans', { scanned: one.reference })
  await desk('GET', '/audits/waiting')
  await desk('POST', `${path}/units/1/erasure-reports`, { name: 'nwipe.csv', content: report })
  const device = units[0]?.device
  if (!device) throw new Error('nothing to look at')
  const photos = [await takesPhoto(people.desk, 1), await takesPhoto(people.desk, 2)]
  const finding = foundAs(device, people.programme, { category: 'small-form-factor' })
  await desk('POST', `${path}/units/1/audits`, { finding, photos })
  await desk('GET', `${path}/units/1/audits`)
  await desk('GET', '/audits/report?days=30')
  const owner = await stage.owner(one)
  await owner('POST', `${path}/units/1/answers`, { offer: 2, answer: 'accept' })
  await owner('GET', `${path}/proposal`)
}

const report =
  'serial,tool,method,result,finished\nCNAPI0001,nwipe 0.36,NIST 800-88 Clear,erased,2026-03-02T08:00:00Z\n'
