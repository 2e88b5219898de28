/** A server that speaks what karrio documents, with faults on demand: it does what it is asked and does not answer, or is busy. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { boughtShipment, scheduledPickup } from './karrio-payloads.ts'

type Sort = 'shipments' | 'pickups'
type Item = Record<string, unknown> & { id: string; status: string }

export type KarrioStub = {
  readonly url: string
  readonly made: Readonly<Record<Sort, readonly Item[]>>
  /** Every request as `METHOD path`. */
  readonly heard: readonly string[]
  /** What becomes of the next requests that make something: done and then silent, busy, or refused. */
  readonly next: ('silent' | 'busy' | 'refused')[]
  readonly close: () => Promise<void>
}

export async function openKarrioStub(token: string): Promise<KarrioStub> {
  const made: Record<Sort, Item[]> = { shipments: [], pickups: [] }
  const heard: string[] = []
  const next: KarrioStub['next'] = []
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://stub')
    heard.push(`${request.method} ${url.pathname}${url.search}`)
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    }
    if (request.headers.authorization !== `Token ${token}`)
      return send(401, { errors: [{ code: 'authentication_required' }] })
    const [, , sort = '', id = '', act = ''] = url.pathname.split('/')
    if (act === 'label.pdf') {
      response.writeHead(200, { 'Content-Type': 'application/pdf' }).end('%PDF-1.4 carrier label')
      return
    }
    if (sort !== 'shipments' && sort !== 'pickups') return send(404, { errors: [{ code: 'not_found' }] })
    if (act === 'cancel') {
      const item = made[sort].find((one) => one.id === id)
      if (item) item.status = 'cancelled'
      return send(item ? 200 : 404, item ?? {})
    }
    if (request.method === 'GET') return send(200, { count: made[sort].length, results: made[sort] })
    const fault = next.shift()
    if (fault === 'busy') return send(503, {})
    if (fault === 'refused')
      return send(400, { errors: [{ code: 'postal_code_invalid', message: 'Østergade 1' }] })
    const item = itemOf(sort, made[sort].length + 1, JSON.parse(await textOf(request)) as object)
    made[sort].push(item)
    if (fault !== 'silent') send(201, item)
  }
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const address = server.address()
  return {
    url: typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '',
    made,
    heard,
    next,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

const itemOf = (sort: Sort, no: number, body: object): Item =>
  sort === 'shipments'
    ? {
        ...boughtShipment,
        ...body,
        id: `shp_${no}`,
        status: 'created',
        tracking_number: `JD01460000382${no}`,
        label_url: `/v1/shipments/shp_${no}/label.pdf`,
      }
    : { ...scheduledPickup, ...body, id: `pck_${no}`, status: 'scheduled' }

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}
