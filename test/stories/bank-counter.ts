/** Where a story hands in what the bank answered. */
import { expected, type Answer } from '../../scripts/walk/caller.ts'
import type { World } from './world.ts'

/** Signs the desk in by its own request: the bank's file is no JSON. */
export async function handsInTo(world: World, file: Buffer, type = 'application/xml'): Promise<Answer> {
  const session = await world.people.visitor.post('/sessions', {
    email: 'desk@backhaul.example',
    password: world.password,
  })
  const { token } = expected<{ token: string }>(session, 201)
  const response = await fetch(`${world.url}/api/bank-answers`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': type },
    body: new Uint8Array(file),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const body: unknown = JSON.parse(bytes.toString('utf8'))
  return { status: response.status, body, headers: response.headers, bytes }
}
