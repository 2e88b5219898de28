/** Calls carriers' servers: each with its token, and never another host than its own. */
import { callOut, Unanswered } from '../../web/outgoing.ts'
import { CarrierSilent, type Caller, type CarrierAnswer, type CarrierCall } from './call.ts'

export type Line = {
  /** Scheme, host and port. */
  readonly url: string
  readonly token: string
  /** Hosts that may have a private address. */
  readonly privateHosts: readonly string[]
  /** Milliseconds until a call counts as unanswered. */
  readonly patience?: number
}

/** A label is some hundred kilobytes. */
const answerBytesAtMost = 5 * 1024 * 1024

/** Carriers' servers ask carriers in turn, which takes its time. The lease of a job is longer. */
const usualPatience = 30_000

/** A caller for one carrier's server. */
export const callerFor =
  (line: Line): Caller =>
  async (call) => {
    try {
      return await answerTo(line, call)
    } catch (error) {
      throw error instanceof Unanswered ? new CarrierSilent(error.code) : error
    }
  }

async function answerTo(line: Line, { method, path, body: asked }: CarrierCall): Promise<CarrierAnswer> {
  const url = new URL(path, line.url)
  // A path that names another host would take the token there.
  if (url.origin !== new URL(line.url).origin) throw new CarrierSilent('wrong-host')
  const { status, headers, body } = await callOut(url, {
    method,
    headers: {
      Authorization: `Token ${line.token}`,
      Accept: 'application/json, application/pdf',
      ...(asked !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: asked === undefined ? undefined : JSON.stringify(asked),
    privateHosts: line.privateHosts,
    patience: line.patience ?? usualPatience,
    bytesAtMost: answerBytesAtMost,
  })
  const isJson = /\bjson\b/.test(headers['content-type'] ?? '')
  return { status, body: isJson ? jsonIn(body) : body }
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new CarrierSilent('answer-unreadable')
  }
}
